package hub.integration.process;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The role by which result flows read their views, where the database is not the hub's own.
 *
 * @param password empty: flows may not use {@code jdbc:}
 */
@ConfigurationProperties("hub.flows.views")
record ViewSettings(
    @DefaultValue("sluice_views") String username, @DefaultValue("") String password) {}
