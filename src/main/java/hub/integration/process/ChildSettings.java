package hub.integration.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the processes that flows run in are limited.
 *
 * @param heap the most memory for objects, as the JVM reads it
 * @param trialLimit how long a dry run may take, its process included
 * @param startLimit how long a process may take to start
 * @param deliveryLimit how long a flow may take for one event
 * @param idle after which a process without work is stopped
 * @param hosts private hosts that flows may reach, and brokers of Kafka, each {@code host:port}
 * @param folder below it each workspace has a folder for its flows' files
 * @param jars where the class path of these processes is kept
 * @param cache whether the JVM may make a cache there, from which they start sooner
 */
@ConfigurationProperties("hub.flows.child")
public record ChildSettings(
    @DefaultValue("64m") String heap,
    @DefaultValue("10s") Duration trialLimit,
    @DefaultValue("30s") Duration startLimit,
    @DefaultValue("30s") Duration deliveryLimit,
    @DefaultValue("2m") Duration idle,
    @DefaultValue({}) List<String> hosts,
    @DefaultValue("./data/flows") Path folder,
    @DefaultValue("./data/flows-classes") Path jars,
    @DefaultValue("true") boolean cache) {}
