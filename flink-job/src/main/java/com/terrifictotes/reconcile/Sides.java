package com.terrifictotes.reconcile;

import com.terrifictotes.catalog.Database;
import java.io.Serializable;
import java.util.Set;

/**
 * What is compared.
 *
 * @param totesys the source
 * @param namespace the schema its tables are in
 * @param excluded tables of that schema that are not followed
 * @param warehouse what was made of it
 * @param pipeline the name of the pipeline that makes it
 */
public record Sides(Database totesys, String namespace, Set<String> excluded, Database warehouse, String pipeline)
        implements Serializable {

    public Sides {
        excluded = Set.copyOf(excluded);
    }
}
