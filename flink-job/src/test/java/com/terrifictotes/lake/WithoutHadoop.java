package com.terrifictotes.lake;

import java.nio.file.Path;
import java.util.List;

/** Writes a file. It is run by {@link WithoutHadoopTest}, where Hadoop cannot be found. */
public final class WithoutHadoop {

    private WithoutHadoop() {}

    /** Writes three payments to the file that is named. */
    public static void main(String[] file) throws Exception {
        Changes.write(
                Path.of(file[0]), Changes.PAYMENT, List.of(Changes.payment(1), Changes.payment(2), Changes.payment(3)));
    }
}
