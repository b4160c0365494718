-- A first load goes straight into tables that take the place of the empty ones when it is published: it is written once, and
-- its indexes are built when all of it is there. A warehouse that has been published to does not need them.

DO $$
DECLARE
    star text;
BEGIN
    IF EXISTS (SELECT FROM etl.publish) THEN
        RETURN;
    END IF;
    FOREACH star IN ARRAY ARRAY['fact_sales_order', 'fact_purchase_order', 'fact_payment',
        'dim_transaction', 'dim_transaction_history']
    LOOP
        EXECUTE format('CREATE TABLE etl.%I (LIKE public.%I INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING COMMENTS)',
            'load_' || star, star);
        EXECUTE format('ALTER TABLE etl.%I ADD COLUMN batch_id bigint NOT NULL, ADD COLUMN cut timestamptz NOT NULL',
            'load_' || star);
        EXECUTE format('COMMENT ON TABLE etl.%I IS %L', 'load_' || star,
            format('First versions of a first load: takes the place of %s when they are published', star));
        EXECUTE format('COMMENT ON COLUMN etl.%I.batch_id IS %L', 'load_' || star, 'The batch that brought the row');
        EXECUTE format('COMMENT ON COLUMN etl.%I.cut IS %L', 'load_' || star,
            'Instant of the cut that must be complete before the row may be seen');
    END LOOP;

    -- What is staged of a row fits into them as it is: they have its columns, and what it does not say by default.
    ALTER TABLE etl.load_fact_sales_order ALTER COLUMN is_current SET DEFAULT true;
    ALTER TABLE etl.load_fact_purchase_order ALTER COLUMN is_current SET DEFAULT true;
    ALTER TABLE etl.load_fact_payment ALTER COLUMN is_current SET DEFAULT true;
    ALTER TABLE etl.load_dim_transaction ADD COLUMN version integer NOT NULL, ADD COLUMN valid_from timestamptz NOT NULL;
    ALTER TABLE etl.load_dim_transaction_history ADD COLUMN is_deleted boolean NOT NULL,
        ALTER COLUMN valid_to SET DEFAULT 'infinity', ALTER COLUMN is_current SET DEFAULT true;
    COMMENT ON COLUMN etl.load_dim_transaction.version IS 'Always 1';
    COMMENT ON COLUMN etl.load_dim_transaction.valid_from IS 'From when on the row holds';
    COMMENT ON COLUMN etl.load_dim_transaction_history.is_deleted IS 'Always false';
END
$$;

-- Puts etl.load_X in the place of the empty public.X: with its constraints, indexes, sequence, views, comments and grants.
-- Raises object_in_use where there is more than that, or where somebody holds the table.
CREATE FUNCTION etl.replace_by_load(star text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    old regclass := format('public.%I', star)::regclass;
    new regclass := format('etl.%I', 'load_' || star)::regclass;
    part record;
    has_rows boolean;
    about_table text := obj_description(old, 'pg_class');
    grants aclitem[] := (SELECT relacl FROM pg_class WHERE oid = old);
    views jsonb;
    sequences jsonb;
    settings text := current_setting('lock_timeout');
BEGIN
    IF EXISTS (SELECT FROM pg_trigger WHERE tgrelid = old)
        OR EXISTS (SELECT FROM pg_policy WHERE polrelid = old)
        OR EXISTS (SELECT FROM pg_statistic_ext WHERE stxrelid = old)
        OR EXISTS (SELECT FROM pg_publication_rel WHERE prrelid = old)
        OR EXISTS (SELECT FROM pg_inherits WHERE inhparent = old OR inhrelid = old)
        OR EXISTS (SELECT FROM pg_attribute WHERE attrelid = old AND attacl IS NOT NULL)
        OR EXISTS (SELECT FROM pg_class WHERE oid = old AND (relrowsecurity OR reloptions IS NOT NULL))
    THEN
        RAISE object_in_use USING MESSAGE = format('%s has more than its migrations gave it', old);
    END IF;

    -- Columns that only the way here needed, and what stood for what was not said.
    FOR part IN
        SELECT a.attname, o.attname IS NULL AS is_ours, d.oid IS NOT NULL AND od.oid IS NULL AS has_default
        FROM pg_attribute a
        LEFT JOIN pg_attribute o ON o.attrelid = old AND o.attname = a.attname AND NOT o.attisdropped
        LEFT JOIN pg_attrdef d ON d.adrelid = new AND d.adnum = a.attnum
        LEFT JOIN pg_attrdef od ON od.adrelid = old AND od.adnum = o.attnum
        WHERE a.attrelid = new AND a.attnum > 0 AND NOT a.attisdropped
    LOOP
        IF part.is_ours THEN
            EXECUTE format('ALTER TABLE %s DROP COLUMN %I', new, part.attname);
        ELSIF part.has_default THEN
            EXECUTE format('ALTER TABLE %s ALTER COLUMN %I DROP DEFAULT', new, part.attname);
        END IF;
    END LOOP;

    FOR part IN
        SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s', new, conname, pg_get_constraintdef(oid)) AS statement
        FROM pg_constraint WHERE conrelid = old AND contype IN ('p', 'u', 'x')
        UNION ALL
        SELECT replace(pg_get_indexdef(indexrelid), format(' ON %s ', old), format(' ON %s ', new))
        FROM pg_index WHERE indrelid = old
            AND indexrelid NOT IN (SELECT conindid FROM pg_constraint WHERE conrelid = old AND contype IN ('p', 'u', 'x'))
    LOOP
        EXECUTE part.statement;
    END LOOP;
    EXECUTE format('ANALYZE %s', new);

    -- From here on whoever asks for the table waits; whoever has asked it in a transaction that is still open is not waited for.
    PERFORM set_config('lock_timeout', '2s', true);
    EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE', old);
    PERFORM set_config('lock_timeout', settings, true);
    EXECUTE format('SELECT EXISTS (SELECT FROM %s)', old) INTO has_rows;
    IF has_rows THEN
        RAISE object_in_use USING MESSAGE = format('%s has rows already', old);
    END IF;

    SELECT jsonb_agg(jsonb_build_object(
            'name', format('%I.%I', n.nspname, v.relname), 'query', pg_get_viewdef(v.oid), 'grants', v.relacl::text[],
            'about', obj_description(v.oid, 'pg_class'),
            'columns', (SELECT jsonb_object_agg(attname, col_description(v.oid, attnum)) FROM pg_attribute
                WHERE attrelid = v.oid AND attnum > 0 AND col_description(v.oid, attnum) IS NOT NULL)))
    INTO views
    FROM pg_class v JOIN pg_namespace n ON n.oid = v.relnamespace
    WHERE v.oid IN (SELECT r.ev_class FROM pg_depend d JOIN pg_rewrite r ON r.oid = d.objid
        WHERE d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_class'::regclass AND d.refobjid = old);
    IF EXISTS (
        SELECT FROM jsonb_array_elements(views) v JOIN pg_class c ON c.oid = (v ->> 'name')::regclass
        WHERE c.relkind <> 'v' OR c.reloptions IS NOT NULL OR v ->> 'name' !~ '^public\.(current_fact_\w+|fact_\w+_as_recorded)$')
    THEN
        RAISE object_in_use USING MESSAGE = format('somebody has a view of %s', old);
    END IF;

    SELECT jsonb_object_agg(d.objid::regclass, a.attname) INTO sequences
    FROM pg_depend d
    JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
    JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
    WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.refobjid = old AND d.deptype = 'a';

    -- Without CASCADE: what else depends on them stays, and is an error.
    FOR part IN SELECT v ->> 'name' AS name FROM jsonb_array_elements(views) v LOOP
        EXECUTE format('DROP VIEW %s', part.name);
    END LOOP;
    FOR part IN SELECT key AS name FROM jsonb_each(sequences) LOOP
        EXECUTE format('ALTER SEQUENCE %s OWNED BY NONE', part.name);
    END LOOP;
    EXECUTE format('DROP TABLE %s', old);
    EXECUTE format('ALTER TABLE %s RENAME TO %I', new, star);
    EXECUTE format('ALTER TABLE etl.%I SET SCHEMA public', star);
    FOR part IN SELECT key AS name, value #>> '{}' AS of_column FROM jsonb_each(sequences) LOOP
        EXECUTE format('ALTER SEQUENCE %s OWNED BY public.%I.%I', part.name, star, part.of_column);
    END LOOP;
    EXECUTE format('COMMENT ON TABLE public.%I IS %L', star, about_table);
    PERFORM etl.regrant(format('public.%I', star)::regclass, grants);
    FOR part IN
        SELECT v ->> 'name' AS name, v ->> 'query' AS query, v ->> 'about' AS about, v -> 'columns' AS columns,
            (SELECT array_agg(g::aclitem) FROM jsonb_array_elements_text(nullif(v -> 'grants', 'null')) g) AS grants
        FROM jsonb_array_elements(views) v
    LOOP
        EXECUTE format('CREATE VIEW %s AS %s', part.name, part.query);
        EXECUTE format('COMMENT ON VIEW %s IS %L', part.name, part.about);
        EXECUTE coalesce((SELECT string_agg(format('COMMENT ON COLUMN %s.%I IS %L', part.name, key, value #>> '{}'), ';')
            FROM jsonb_each(part.columns)), 'SELECT');
        PERFORM etl.regrant(part.name::regclass, part.grants);
    END LOOP;
END
$$;

-- Gives a table or view the grants that another one had, and no others.
CREATE FUNCTION etl.regrant(relation regclass, grants aclitem[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    part record;
BEGIN
    FOR part IN
        SELECT DISTINCT CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END AS grantee
        FROM pg_class c, aclexplode(c.relacl) a
        WHERE c.oid = relation AND a.grantee <> c.relowner
    LOOP
        EXECUTE format('REVOKE ALL ON %s FROM %s', relation, part.grantee);
    END LOOP;
    FOR part IN
        SELECT CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END AS grantee,
            a.privilege_type, a.is_grantable
        FROM pg_class c, aclexplode(grants) a
        WHERE c.oid = relation AND a.grantee <> c.relowner
    LOOP
        EXECUTE format('GRANT %s ON %s TO %s%s', part.privilege_type, relation, part.grantee,
            CASE WHEN part.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END);
    END LOOP;
END
$$;

-- Leaves what a first load has brought of a fact or a dimension to staging, and takes its tables away.
CREATE FUNCTION etl.leave_load(star text, load regclass) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    columns text := etl.staged_columns(star);
BEGIN
    EXECUTE format('INSERT INTO etl.%I (%s) SELECT %s FROM %s', 'stage_' || star, columns, columns, load);
    EXECUTE format('DROP TABLE %s', load);
    EXECUTE format('DROP TABLE IF EXISTS etl.%I', 'load_' || star);
END
$$;

CREATE FUNCTION etl.staged_columns(star text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
    WHERE attrelid = format('etl.%I', 'stage_' || star)::regclass AND attnum > 0 AND NOT attisdropped
$$;

-- The table of a first load that has all that is staged of a fact or a dimension, locked; NULL if there is none.
CREATE FUNCTION etl.lock_load(star text) RETURNS regclass
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    load regclass := coalesce(
        to_regclass(format('etl.%I', 'load_' || star || '_history')), to_regclass(format('etl.%I', 'load_' || star)));
BEGIN
    IF load IS NULL THEN
        RETURN NULL;
    END IF;
    IF NOT has_table_privilege(session_user, 'etl.ledger', 'UPDATE') THEN
        RAISE insufficient_privilege USING MESSAGE = format('%s may not publish', session_user);
    END IF;
    -- In the order in which they are written to.
    EXECUTE format('LOCK TABLE %s, etl.%I IN ACCESS EXCLUSIVE MODE', load, 'load_' || star);
    RETURN load;
END
$$;

-- Takes in what a first load has brought of a fact or a dimension: in the transaction of a publish, whose ledger says already
-- up to which cut and of which batches rows may be seen. The others wait in staging, and so do all if the table cannot be
-- replaced. NULL if there is nothing to take in, else how many rows can be seen now.
CREATE FUNCTION etl.take_in_load(star text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    load regclass := etl.lock_load(star);
    has_history boolean := load = to_regclass(format('etl.%I', 'load_' || star || '_history'));
    is_early text := 'NOT (cut <= (SELECT complete_to FROM etl.ledger) AND batch_id IN (SELECT batch_id FROM etl.batch))';
    columns text := etl.staged_columns(star);
    taken bigint;
BEGIN
    IF load IS NULL THEN
        RETURN NULL;
    END IF;
    EXECUTE format('WITH early AS (DELETE FROM %s WHERE %s RETURNING %s) INSERT INTO etl.%I (%s) SELECT * FROM early',
        load, is_early, columns, 'stage_' || star, columns);
    IF has_history THEN
        EXECUTE format('DELETE FROM etl.%I WHERE %s', 'load_' || star, is_early);
    END IF;
    EXECUTE format('SELECT count(*) FROM %s', load) INTO taken;
    BEGIN
        IF taken > 0 THEN
            PERFORM etl.replace_by_load(star);
            IF has_history THEN
                PERFORM etl.replace_by_load(star || '_history');
            END IF;
            RETURN taken;
        END IF;
    EXCEPTION
        WHEN lock_not_available OR object_in_use OR dependent_objects_still_exist THEN
            RAISE WARNING 'The first load of % is copied into its place, which takes longer: %', star, SQLERRM;
    END;
    PERFORM etl.leave_load(star, load);
    RETURN 0;
END
$$;

-- There is no first load any more: all that it has brought waits in staging.
CREATE FUNCTION etl.give_up_load() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    star text;
    load regclass;
BEGIN
    FOREACH star IN ARRAY ARRAY['dim_transaction', 'fact_sales_order', 'fact_purchase_order', 'fact_payment'] LOOP
        load := etl.lock_load(star);
        IF load IS NOT NULL THEN
            PERFORM etl.leave_load(star, load);
        END IF;
    END LOOP;
END
$$;

REVOKE EXECUTE ON FUNCTION etl.replace_by_load(text), etl.regrant(regclass, aclitem[]), etl.leave_load(text, regclass)
    FROM PUBLIC;
COMMENT ON FUNCTION etl.take_in_load(text) IS 'Makes what a first load has brought of a table visible, in the transaction of a publish';
COMMENT ON FUNCTION etl.give_up_load() IS 'Ends a first load: what it has brought waits in staging';
COMMENT ON FUNCTION etl.leave_load(text, regclass) IS 'Leaves what a first load has brought of a table to staging';
COMMENT ON FUNCTION etl.lock_load(text) IS 'The table of a first load, locked';
COMMENT ON FUNCTION etl.staged_columns(text) IS 'The columns of staging of a table, in their order';
COMMENT ON FUNCTION etl.replace_by_load(text) IS 'Puts the table of a first load in the place of the empty one';
COMMENT ON FUNCTION etl.regrant(regclass, aclitem[]) IS 'Gives a table or a view the grants of another';
