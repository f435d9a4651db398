package hub.monitors;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How monitors are kept going.
 *
 * @param watchEvery how often each process looks for runs that ended, and for ticks that nobody
 *     fired
 * @param takeOverAfter how long a tick may be overdue before any process fires it, whatever its
 *     trigger says
 */
@ConfigurationProperties("hub.monitors")
record MonitorSettings(
    @DefaultValue("1s") Duration watchEvery, @DefaultValue("1s") Duration takeOverAfter) {}
