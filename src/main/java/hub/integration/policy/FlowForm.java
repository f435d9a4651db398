package hub.integration.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The other maps of a flow's YAML, each with the properties it may have. */
public enum FlowForm {
  ROUTE("route", "id description note routeConfigurationId from"),
  FROM("from", "id description note uri parameters steps"),
  WHEN("when", "id description note disabled expression steps"),
  OTHERWISE("otherwise", "id description note disabled steps"),
  ON_FALLBACK("onFallback", "id description note steps"),
  CATCH("doCatch", "id description note disabled exception steps onWhen"),
  ON_WHEN("onWhen", "id description note expression"),
  FINALLY("doFinally", "id description note disabled steps"),
  BREAKER(
      "resilience4jConfiguration",
      "id failureRateThreshold minimumNumberOfCalls permittedNumberOfCallsInHalfOpenState"
          + " slidingWindowSize slidingWindowType slowCallDurationThreshold slowCallRateThreshold"
          + " timeoutDuration timeoutEnabled throwExceptionWhenHalfOpenOrOpenState"
          + " waitDurationInOpenState"),
  JSON("json", "id prettyPrint"),
  HEADERS("headers", "id name description note disabled expression"),
  VARIABLES("variables", "id name description note disabled expression");

  private final String word;
  private final Set<String> properties;

  FlowForm(String word, String properties) {
    this.word = word;
    this.properties = new java.util.TreeSet<>(Words.of(properties));
  }

  public Set<String> properties() {
    return properties;
  }

  public static Optional<FlowForm> of(String word) {
    return Arrays.stream(values()).filter(form -> form.word.equals(word)).findFirst();
  }

  /** What doCatch may name, and throwException throw. */
  public static final List<String> EXCEPTIONS =
      List.of(
          "java.lang.Exception",
          "java.io.IOException",
          "java.lang.IllegalArgumentException",
          "java.lang.IllegalStateException",
          "org.apache.camel.ExpressionEvaluationException",
          "org.apache.camel.ValidationException",
          "org.apache.camel.http.base.HttpOperationFailedException");

  /** What a body may be converted to. */
  public static final List<String> TYPES = List.of("String", "java.lang.String", "byte[]");
}
