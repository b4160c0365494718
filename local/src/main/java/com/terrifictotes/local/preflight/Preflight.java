package com.terrifictotes.local.preflight;

import com.terrifictotes.job.Settings;
import com.terrifictotes.job.WarehouseSettings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks of everything a pipeline needs whether it is as it should be, and finds all that is not, not the first. */
public final class Preflight {

    /** A writing transaction that is open for longer is worth a word. */
    private static final Duration LONG = Duration.ofSeconds(2);

    private Preflight() {}

    /** Looks. Nothing is changed; a file is written to each zone of the lake and deleted. */
    public static List<Section> of(Settings settings) {
        return of(settings, LONG);
    }

    static List<Section> of(Settings settings, Duration tooLong) {
        List<Section> sections = new ArrayList<>();
        TotesysLook totesys =
                new TotesysLook(new Section("totesys " + settings.source().url().address()), settings, tooLong);
        sections.add(totesys.at(settings.source().database(), "totesys"));
        sections.add(lake(settings));
        WarehouseSettings warehouse = settings.warehouse();
        if (warehouse != null) {
            WarehouseLook look = new WarehouseLook(
                    new Section("warehouse " + warehouse.url().address()),
                    settings.pipeline().name());
            sections.add(look.at(warehouse.database(), "the warehouse"));
            neighbours(totesys, look);
        }
        return sections;
    }

    private static Section lake(Settings settings) {
        Section section = new Section("lake");
        ZoneLook zones = new ZoneLook(section);
        zones.look(settings.lake().rawPath());
        URI processedPath = settings.lake().processedPath();
        if (processedPath != null) {
            zones.look(processedPath);
        }
        return section;
    }

    /** In one cluster, the fence of totesys waits for the publishes of the warehouse. */
    private static void neighbours(Look totesys, Look warehouse) {
        Long cluster = totesys.cluster();
        if (cluster == null || warehouse.cluster() == null) {
            warehouse.section().fine("Whether it is in the cluster of totesys cannot be told");
        } else if (cluster.equals(warehouse.cluster())) {
            warehouse
                    .section()
                    .advise(
                            "It is in the same cluster as totesys: while a publish is open, rows written to totesys are read again at every cut. Better a server of its own");
        }
    }
}
