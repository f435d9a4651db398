package hub.settings;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the settings page checks.
 *
 * @param checkLimit how long it waits for the slowest check
 */
@ConfigurationProperties("hub.settings")
record SettingsSettings(@DefaultValue("6s") Duration checkLimit) {}
