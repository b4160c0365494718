package com.terrifictotes.source;

import org.apache.flink.api.connector.source.SourceSplit;

/** A piece of reading: a chunk of one table in a first load, or cut after cut of everything. */
sealed interface TotesysSplit extends SourceSplit permits ChunkSplit, CutsSplit {}
