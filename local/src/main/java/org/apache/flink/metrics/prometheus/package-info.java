/** What has to be where Flink's own reporter for Prometheus is. */
@NullMarked
package org.apache.flink.metrics.prometheus;

import org.jspecify.annotations.NullMarked;
