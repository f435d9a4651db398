package hub.web;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How streams behave.
 *
 * @param comment how often a silent stream sends a comment, which tells both sides that the other
 *     is there
 * @param poll how often changes are looked for that nobody announced
 * @param pause the time between two looks of a stream at what goes on changing
 * @param perUser how many streams one person may have; the oldest ends when another begins
 */
@ConfigurationProperties("hub.web.streams")
public record StreamSettings(
    @DefaultValue("15s") Duration comment,
    @DefaultValue("1s") Duration poll,
    @DefaultValue("50ms") Duration pause,
    @DefaultValue("20") int perUser) {}
