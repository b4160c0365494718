package com.terrifictotes.lake;

import com.terrifictotes.catalog.StarSchema;
import java.nio.file.Path;
import java.util.List;

/** Writes a file of each zone. It is run by {@link WithoutHadoopTest}, where Hadoop cannot be found. */
public final class WithoutHadoop {

    private WithoutHadoop() {}

    /** Writes three payments to the file that is named first, and every sample of a fact to the second. */
    public static void main(String[] files) throws Exception {
        Changes.write(
                Path.of(files[0]),
                Changes.PAYMENT,
                List.of(Changes.payment(1), Changes.payment(2), Changes.payment(3)));
        StarRows.write(Path.of(files[1]), StarRows.samples(StarSchema.FACT_PAYMENT));
    }
}
