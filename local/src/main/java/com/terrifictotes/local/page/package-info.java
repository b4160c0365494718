/** The page of a run: how the pipeline is, and what the warehouse says of the business. It only reads. */
@NullMarked
package com.terrifictotes.local.page;

import org.jspecify.annotations.NullMarked;
