package com.terrifictotes.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.catalog.Gauges;
import com.terrifictotes.catalog.ServiceMetric;
import com.terrifictotes.catalog.SourceCatalog;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReaderMetricsTest {

    private static final SourceCatalog CATALOG = new SourceCatalog("public", List.of(Cuts.DESIGN));

    private final Gauges gauges = new Gauges();
    private final ReaderMetrics metrics = new ReaderMetrics(gauges, CATALOG);

    @Test
    void aReaderThatIsToReadCutsGrowsOldBeforeTheFirst() {
        new CutTask(Cuts.closed(Cuts.NINE, 100), CATALOG, Cuts.options(false), metrics);

        assertThat(gauges.value(ServiceMetric.CUT_AGE_SECONDS)).isNotNegative();
        assertThat(gauges.value(ServiceMetric.LAST_CUT_MILLIS)).isEqualTo(-1);
    }

    @Test
    void aReaderOfChunksSaysNothingOfCuts() {
        assertThat(gauges.value(ServiceMetric.CUT_AGE_SECONDS)).isEqualTo(-1);
    }
}
