/** Postgres servers of this machine: started on a folder, stopped by whoever started them, their data kept. */
@NullMarked
package com.terrifictotes.local.postgres;

import org.jspecify.annotations.NullMarked;
