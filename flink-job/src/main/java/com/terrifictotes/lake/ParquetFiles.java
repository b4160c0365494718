package com.terrifictotes.lake;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;

/**
 * How the lake's Parquet files are written: zstd, dictionaries where values come again, and row groups small enough that some twenty open files
 * stay within a few hundred megabytes.
 *
 * <p>Loads no class of Hadoop: the configuration, the codec and the output are all others, see {@code
 * docs/decisions/parquet-without-hadoop.md}.
 */
final class ParquetFiles {

    private static final long ROW_GROUP_BYTES = 16L * 1024 * 1024;
    private static final int PAGE_BYTES = 1024 * 1024;
    /** Looks at sizes from so few rows on, because rows may hold long texts. */
    private static final int LEAST_ROWS_TO_LOOK = 10;

    private ParquetFiles() {}

    /** @param withoutDictionary columns in which values hardly ever come twice */
    static <E> ParquetWriter<E> open(OutputFile file, WriteSupport<E> rows, List<String> withoutDictionary)
            throws IOException {
        Builder<E> builder = new Builder<>(file, rows)
                .withConf(new PlainParquetConfiguration())
                .withCodecFactory(new ZstandardCodec())
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withRowGroupSize(ROW_GROUP_BYTES)
                .withPageSize(PAGE_BYTES)
                .withMinRowCountForPageSizeCheck(LEAST_ROWS_TO_LOOK)
                .withDictionaryEncoding(true);
        withoutDictionary.forEach(column -> builder.withDictionaryEncoding(column, false));
        return builder.build();
    }

    private static final class Builder<E> extends ParquetWriter.Builder<E, Builder<E>> {

        private final WriteSupport<E> rows;

        Builder(OutputFile file, WriteSupport<E> rows) {
            super(file);
            this.rows = rows;
        }

        @Override
        protected Builder<E> self() {
            return this;
        }

        @Override
        protected WriteSupport<E> getWriteSupport(ParquetConfiguration configuration) {
            return rows;
        }

        @Override
        @Deprecated
        protected WriteSupport<E> getWriteSupport(Configuration configuration) {
            throw new UnsupportedOperationException("Cannot write with a configuration of Hadoop");
        }
    }
}
