package hub.integration;

import hub.TestDatabase;
import hub.integration.check.Checked;
import hub.integration.check.FlowCheck;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The store of flows on a test's database, without Spring. */
public final class TestFlows {
  final TestDatabase database;
  final Clock clock = Clock.systemUTC();
  final FlowRows rows;
  final VersionRows versions;
  final NodeRows nodes;
  final TransactionTemplate transaction;
  final StoredFlows flows;
  final List<Object> told = new ArrayList<>();
  private final List<Consumer<Object>> listeners =
      new java.util.concurrent.CopyOnWriteArrayList<>();
  private Function<FlowText, Checked> check = text -> new Checked(text, List.of(), List.of());

  public TestFlows(TestDatabase database) {
    this.database = database;
    rows = new FlowRows(database.jdbc());
    versions = new VersionRows(database.jdbc());
    nodes = new NodeRows(database.jdbc(), clock);
    transaction = new TransactionTemplate(new JdbcTransactionManager(database.dataSource()));
    DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
    beans.registerSingleton("check", (FlowCheck) text -> check.apply(text));
    flows =
        new StoredFlows(
            rows,
            versions,
            nodes,
            transaction,
            beans.getBeanProvider(FlowCheck.class),
            events(),
            clock);
  }

  /** Tells listeners in the thread that tells. */
  ApplicationEventPublisher events() {
    return event -> {
      told.add(event);
      listeners.forEach(listener -> listener.accept(event));
    };
  }

  public void listen(Consumer<Object> listener) {
    listeners.add(listener);
  }

  public Flows flows() {
    return flows;
  }

  /** What a process of its own would be told. */
  public Publications publications() {
    return new Publications(database.jdbc(), rows, versions, nodes, transaction, events(), clock);
  }

  /** With the usual time that texts are kept. */
  public Recordings recordings() {
    return new Recordings(
        database.jdbc(),
        new hub.sources.SourceSettings(
            java.time.Duration.ofHours(48),
            java.time.Duration.ofMinutes(5),
            java.time.Duration.ofMinutes(10),
            java.time.Duration.ofHours(24),
            org.springframework.util.unit.DataSize.ofMegabytes(20)),
        clock);
  }

  public FolderVersions folder() {
    return new FolderVersions(rows, versions, flows, transaction, events(), clock);
  }

  public void check(Function<FlowText, Checked> check) {
    this.check = check;
  }

  public void seed(FlowText... texts) {
    FlowsOfTheJar jar = new FlowsOfTheJar(rows, versions, flows, transaction, clock);
    if (texts.length == 0) {
      jar.afterSingletonsInstantiated();
    } else {
      jar.store(List.of(texts));
    }
  }

  public Flow source(String name) {
    return rows.source(name).orElseThrow();
  }

  public void empty() {
    database
        .asOwner()
        .sql(
            """
            alter table flow_version disable trigger append_only;
            alter table flow_event disable trigger append_only;
            truncate flow cascade;
            alter table flow_version enable trigger append_only;
            alter table flow_event enable trigger append_only;
            """)
        .update();
  }
}
