package hub.integration.child;

import java.sql.Timestamp;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Exchange;
import org.apache.camel.component.jdbc.JdbcComponent;
import org.apache.camel.model.Model;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.SetBodyDefinition;
import org.apache.camel.model.language.ConstantExpression;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * {@code jdbc:views}: a statement that stands in the flow's own text as a constant, one at a time,
 * each on a connection of its own, so that nothing a statement changed is there for the next. What
 * comes back is maps, lists, texts and numbers, as all that flows read.
 */
final class Asking implements Way {
  static final String NAME = "views";
  static final String PARAMETER = "sql_";

  /** The most rows of one statement; the rest is left out. */
  static final int MOST_ROWS = 1_000;

  private static final int LONGEST_WAIT_SECONDS = 15;

  private final CamelContext camel;
  private final Collection<String> views;
  private final Semaphore turn = new Semaphore(1);

  Asking(CamelContext camel, Collection<String> views) {
    this.camel = camel;
    this.views = views;
  }

  /** What asks the database itself. */
  static Component component(Begin.@Nullable Access access) {
    if (access == null) {
      throw new Refused("This installation gives flows no way to its database");
    }
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(access.url());
    source.setUser(access.user());
    source.setPassword(access.password());
    source.setApplicationName("sluice flows");
    // Parameters are texts; the database reads them as what they are held against.
    source.setStringType("unspecified");
    source.setReadOnly(true);
    source.setConnectTimeout(5);
    source.setSocketTimeout(15);
    source.setOptions(
        "-c sluice.flow_pass="
            + access.pass()
            + " -c search_path=flow_views -c default_transaction_read_only=on"
            + " -c statement_timeout=5s -c lock_timeout=1s -c work_mem=4MB"
            + " -c idle_in_transaction_session_timeout=10s -c max_parallel_workers_per_gather=0");
    JdbcComponent component = new JdbcComponent();
    component.setDataSource(source);
    return component;
  }

  @Override
  public String scheme() {
    return "jdbc";
  }

  @Override
  public boolean allows(String option) {
    return option.equals("outputType") || option.equals("useHeadersAsParameters");
  }

  @Override
  public String place(String remaining) {
    if (!remaining.equals(NAME)) {
      throw new Refused("Flows ask jdbc:views and no other database");
    }
    return remaining;
  }

  @Override
  public void check(String place, Map<String, Object> options) {
    Object type = options.getOrDefault("outputType", "SelectList");
    if (!Set.of("SelectList", "SelectOne").contains(String.valueOf(type))) {
      throw new Refused("The option outputType of jdbc is SelectList or SelectOne");
    }
  }

  @Override
  public void complete(Map<String, Object> options) {
    options.put("statement.maxRows", String.valueOf(MOST_ROWS));
  }

  /** Whatever the check of the text overlooked: no word of a message gets into a statement. */
  @Override
  public void before(Exchange exchange) {
    Object body = exchange.getMessage().getBody();
    if (!(body instanceof String sql) || !written().contains(sql.strip())) {
      throw new Refused("Flows ask what stands in their own text as a constant, not a message");
    }
    Select.fault(sql, views)
        .ifPresent(
            fault -> {
              throw new Refused("Flows may not ask this: " + fault.sentence());
            });
    takeTurn();
  }

  private Set<String> written() {
    return Objects.requireNonNull(camel.getCamelContextExtension().getContextPlugin(Model.class))
        .getRouteDefinitions()
        .stream()
        .flatMap(
            route ->
                ProcessorDefinitionHelper.filterTypeInOutputs(
                    route.getOutputs(), SetBodyDefinition.class)
                    .stream())
        .map(SetBodyDefinition::getExpression)
        .filter(ConstantExpression.class::isInstance)
        .map(constant -> constant.getExpression().strip())
        .collect(Collectors.toSet());
  }

  private void takeTurn() {
    try {
      if (!turn.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw new Refused("Other statements of this flow take too long");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Refused("The flow is being stopped");
    }
  }

  @Override
  public void behind(Exchange exchange) {
    turn.release();
    if (exchange.getException() == null) {
      exchange.getMessage().setBody(plain(exchange.getMessage().getBody()));
      exchange.getMessage().removeHeaders(PARAMETER + "*");
    }
  }

  /** In a trial no row is there. */
  @Override
  public Object answer() {
    return List.of();
  }

  private static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case String text -> text;
      case Number number -> number;
      case Boolean bool -> bool;
      case Timestamp at -> at.toInstant().toString();
      case List<?> rows -> rows.stream().map(Asking::plain).collect(Collectors.toList());
      case Map<?, ?> row -> {
        Map<Object, @Nullable Object> plain = new LinkedHashMap<>();
        row.forEach((name, column) -> plain.put(name, plain(column)));
        yield plain;
      }
      default -> value.toString();
    };
  }
}
