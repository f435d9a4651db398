package hub.integration;

import hub.integration.FlowEvent.What;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Stores the sources that come with the hub. Those of a newer hub follow by themselves as long as
 * nobody published another version; then they are one more version to choose.
 */
@Component
class FlowsOfTheJar implements SmartInitializingSingleton {
  private static final String FILES = "classpath*:routes/*.camel.yaml";
  private static final String ENDING = ".camel.yaml";

  private final FlowRows rows;
  private final VersionRows versions;
  private final StoredFlows flows;
  private final TransactionTemplate transaction;
  private final Clock clock;

  FlowsOfTheJar(
      FlowRows rows,
      VersionRows versions,
      StoredFlows flows,
      TransactionTemplate transaction,
      Clock clock) {
    this.rows = rows;
    this.versions = versions;
    this.flows = flows;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Override
  public void afterSingletonsInstantiated() {
    store(texts());
  }

  void store(List<FlowText> texts) {
    texts.forEach(text -> transaction.executeWithoutResult(status -> store(text)));
  }

  /** Two hubs that start at once on one database take turns here. */
  private void store(FlowText text) {
    Instant now = clock.instant();
    Flow fresh = new Flow(UUID.randomUUID(), text.kind(), null, text.name(), Flow.State.ON, 0, 1);
    if (rows.insert(fresh, null, now)) {
      versions.insert(fresh.id(), 1, text.yaml(), Origin.JAR, null, "", 0, now);
      serve(fresh.id(), 1);
    } else {
      renew(rows.lock(rows.source(text.name()).orElseThrow().id()), text);
    }
  }

  private void renew(Flow flow, FlowText text) {
    Optional<FlowVersion> known = versions.newest(flow.id(), Origin.JAR);
    if (known.isPresent() && known.get().yaml().equals(text.yaml())) {
      return;
    }
    int number = flows.add(flow, text.yaml(), Origin.JAR, null, "");
    if (known.isPresent() && known.get().number() == flow.published()) {
      serve(flow.id(), number);
    }
  }

  private void serve(UUID flowId, int number) {
    rows.publish(flowId, number, clock.instant());
    versions.tell(flowId, number, What.PUBLISHED, "", null, clock.instant());
  }

  /** The files, by name. */
  static List<FlowText> texts() {
    try {
      return Arrays.stream(new PathMatchingResourcePatternResolver().getResources(FILES))
          .map(FlowsOfTheJar::text)
          .sorted(Comparator.comparing(FlowText::name))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FlowText text(Resource file) {
    try {
      String name = Objects.requireNonNull(file.getFilename()).replace(ENDING, "");
      return new FlowText(FlowKind.SOURCE, name, file.getContentAsString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
