-- First versions of a first load wait in tables of their own, from which the empty ones are filled when they are published:
-- nothing has to be looked up, and indexes are built when all is there. A warehouse that has been published to needs none.

DO $$
DECLARE
    star text;
    model text;
BEGIN
    IF EXISTS (SELECT FROM etl.publish) THEN
        RETURN;
    END IF;
    FOR star, model IN VALUES ('fact_sales_order', 'fact_sales_order'), ('fact_purchase_order', 'fact_purchase_order'),
        ('fact_payment', 'fact_payment'), ('dim_transaction', 'dim_transaction_history')
    LOOP
        EXECUTE format('CREATE TABLE etl.%I (LIKE public.%I INCLUDING DEFAULTS INCLUDING COMMENTS)', 'load_' || star, model);
        EXECUTE format('ALTER TABLE etl.%I ADD COLUMN batch_id bigint NOT NULL, ADD COLUMN cut timestamptz NOT NULL',
            'load_' || star);
        EXECUTE format('COMMENT ON TABLE etl.%I IS %L', 'load_' || star,
            format('First versions of a first load: %s is filled from it when they are published', star));
        EXECUTE format('COMMENT ON COLUMN etl.%I.batch_id IS %L', 'load_' || star, 'The batch that brought the row');
        EXECUTE format('COMMENT ON COLUMN etl.%I.cut IS %L', 'load_' || star,
            'Instant of the cut that must be complete before the row may be seen');
    END LOOP;

    -- What is staged of a row fits into them as it is: they have its columns, and what it does not say by default.
    ALTER TABLE etl.load_fact_sales_order ALTER COLUMN is_current SET DEFAULT true;
    ALTER TABLE etl.load_fact_purchase_order ALTER COLUMN is_current SET DEFAULT true;
    ALTER TABLE etl.load_fact_payment ALTER COLUMN is_current SET DEFAULT true;
    ALTER TABLE etl.load_dim_transaction ADD COLUMN is_deleted boolean NOT NULL,
        ALTER COLUMN valid_to SET DEFAULT 'infinity', ALTER COLUMN is_current SET DEFAULT true;
    COMMENT ON COLUMN etl.load_dim_transaction.is_deleted IS 'Always false';
END
$$;

-- Fills an empty table, and builds its indexes when all rows are there. The rows are written by this transaction: so
-- whoever reads by an older snapshot sees none of them. Raises object_in_use if the table is not empty.
CREATE FUNCTION etl.fill_from_load(target regclass, load regclass) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    settings text := current_setting('lock_timeout');
    has_rows boolean;
    columns text;
    drops text[];
    builds text[];
    statement text;
BEGIN
    -- From here on whoever asks for the table waits; whoever has asked it in a transaction that is still open is not waited for.
    PERFORM set_config('lock_timeout', '2s', true);
    EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE', target);
    PERFORM set_config('lock_timeout', settings, true);
    EXECUTE format('SELECT EXISTS (SELECT FROM %s)', target) INTO has_rows;
    IF has_rows THEN
        RAISE object_in_use USING MESSAGE = format('%s has rows already', target);
    END IF;

    SELECT array_agg(format('ALTER TABLE %s DROP CONSTRAINT %I', target, conname)),
        array_agg(format('ALTER TABLE %s ADD CONSTRAINT %I %s', target, conname, pg_get_constraintdef(oid)))
    INTO drops, builds
    FROM pg_constraint WHERE conrelid = target AND contype IN ('p', 'u', 'x');
    SELECT drops || coalesce(array_agg(format('DROP INDEX %s', indexrelid::regclass)), '{}'),
        builds || coalesce(array_agg(pg_get_indexdef(indexrelid)), '{}')
    INTO drops, builds
    FROM pg_index WHERE indrelid = target
        AND indexrelid NOT IN (SELECT conindid FROM pg_constraint WHERE conrelid = target AND contype IN ('p', 'u', 'x'));
    SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) INTO columns
    FROM pg_attribute WHERE attrelid = target AND attnum > 0 AND NOT attisdropped;

    -- Without CASCADE: what stands on them stays, and is an error.
    FOREACH statement IN ARRAY drops LOOP
        EXECUTE statement;
    END LOOP;
    -- Nothing is lost with the files of an empty table, and a server whose wal_level is minimal writes no log of new ones.
    EXECUTE format('TRUNCATE %s', target);
    EXECUTE format('INSERT INTO %s (%s) SELECT %s FROM %s', target, columns, columns, load);
    FOREACH statement IN ARRAY builds LOOP
        EXECUTE statement;
    END LOOP;
    EXECUTE format('ANALYZE %s', target);
END
$$;

-- Leaves what a first load has brought of a fact or a dimension to staging, and takes its table away.
CREATE FUNCTION etl.leave_load(star text, load regclass) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    columns text := etl.staged_columns(star);
BEGIN
    EXECUTE format('INSERT INTO etl.%I (%s) SELECT %s FROM %s', 'stage_' || star, columns, columns, load);
    EXECUTE format('DROP TABLE %s', load);
END
$$;

CREATE FUNCTION etl.staged_columns(star text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
    WHERE attrelid = format('etl.%I', 'stage_' || star)::regclass AND attnum > 0 AND NOT attisdropped
$$;

-- The table of a first load that has what is staged of a fact or a dimension, locked; NULL if there is none.
CREATE FUNCTION etl.lock_load(star text) RETURNS regclass
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    load regclass := to_regclass(format('etl.%I', 'load_' || star));
BEGIN
    IF load IS NULL THEN
        RETURN NULL;
    END IF;
    IF NOT has_table_privilege(session_user, 'etl.ledger', 'UPDATE') THEN
        RAISE insufficient_privilege USING MESSAGE = format('%s may not publish', session_user);
    END IF;
    EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE', load);
    RETURN load;
END
$$;

-- Takes in what a first load has brought of a fact or a dimension: in the transaction of a publish, whose ledger says already
-- up to which cut and of which batches rows may be seen. The others wait in staging, and so do all if the table cannot be
-- filled. NULL if there is nothing to take in, else how many rows can be seen now.
CREATE FUNCTION etl.take_in_load(star text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    load regclass := etl.lock_load(star);
    history regclass := to_regclass(format('public.%I', star || '_history'));
    is_early text := 'NOT (cut <= (SELECT complete_to FROM etl.ledger) AND batch_id IN (SELECT batch_id FROM etl.batch))';
    columns text := etl.staged_columns(star);
    waiting bigint;
    early bigint;
BEGIN
    IF load IS NULL THEN
        RETURN NULL;
    END IF;
    EXECUTE format('SELECT count(*), count(*) FILTER (WHERE %s) FROM %s', is_early, load) INTO waiting, early;
    IF early > 0 THEN
        EXECUTE format('WITH early AS (DELETE FROM %s WHERE %s RETURNING %s) INSERT INTO etl.%I (%s) SELECT * FROM early',
            load, is_early, columns, 'stage_' || star, columns);
    END IF;
    BEGIN
        IF waiting > early THEN
            PERFORM etl.fill_from_load(format('public.%I', star), load);
            IF history IS NOT NULL THEN
                PERFORM etl.fill_from_load(history, load);
            END IF;
            EXECUTE format('DROP TABLE %s', load);
            RETURN waiting - early;
        END IF;
    EXCEPTION
        WHEN lock_not_available OR object_in_use OR dependent_objects_still_exist THEN
            RAISE WARNING 'The first load of % is merged as all others are, which takes longer: %', star, SQLERRM;
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

REVOKE EXECUTE ON FUNCTION etl.fill_from_load(regclass, regclass), etl.leave_load(text, regclass) FROM PUBLIC;
COMMENT ON FUNCTION etl.take_in_load(text) IS 'Makes what a first load has brought of a table visible, in the transaction of a publish';
COMMENT ON FUNCTION etl.give_up_load() IS 'Ends a first load: what it has brought waits in staging';
COMMENT ON FUNCTION etl.leave_load(text, regclass) IS 'Leaves what a first load has brought of a table to staging';
COMMENT ON FUNCTION etl.lock_load(text) IS 'The table of a first load, locked';
COMMENT ON FUNCTION etl.staged_columns(text) IS 'The columns of staging of a table, in their order';
COMMENT ON FUNCTION etl.fill_from_load(regclass, regclass) IS 'Fills an empty table from that of a first load, and then builds its indexes';
