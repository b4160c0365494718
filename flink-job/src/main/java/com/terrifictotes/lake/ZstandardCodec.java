package com.terrifictotes.lake;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Compresses pages with zstd-jni itself; Parquet's own codecs are Hadoop's. Only writes. */
final class ZstandardCodec implements CompressionCodecFactory {

    private static final int LEVEL = 3;

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName name) {
        if (name != CompressionCodecName.ZSTD) {
            throw new IllegalArgumentException("Cannot compress with %s, expected ZSTD".formatted(name));
        }
        return new Compressor();
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
        throw new UnsupportedOperationException("Cannot read files of the lake, only write them");
    }

    @Override
    public void release() {}

    /** Gives out its own buffer: a page must be copied before the next is compressed, as Parquet does. */
    private static final class Compressor implements BytesInputCompressor {

        private final Bytes plain = new Bytes();
        private byte[] compressed = new byte[0];

        @Override
        public BytesInput compress(BytesInput page) throws IOException {
            plain.reset();
            page.writeAllTo(plain);
            int most = Math.toIntExact(Zstd.compressBound(plain.size()));
            if (compressed.length < most) {
                compressed = new byte[most];
            }
            long length = Zstd.compressByteArray(compressed, 0, most, plain.array(), 0, plain.size(), LEVEL);
            if (Zstd.isError(length)) {
                throw new IOException(
                        "Cannot compress a page of %d bytes: %s".formatted(plain.size(), Zstd.getErrorName(length)));
            }
            return BytesInput.from(compressed, 0, (int) length);
        }

        @Override
        public CompressionCodecName getCodecName() {
            return CompressionCodecName.ZSTD;
        }

        @Override
        public void release() {}
    }

    /** Lends its array, so that a page is not copied once more. */
    private static final class Bytes extends ByteArrayOutputStream {
        byte[] array() {
            return buf;
        }
    }
}
