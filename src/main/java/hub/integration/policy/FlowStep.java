package hub.integration.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The steps that a flow may have, each with the properties it may give them. */
public enum FlowStep {
  CHOICE("choice", "when otherwise", "Goes one of several ways."),
  CIRCUIT_BREAKER(
      "circuitBreaker",
      "steps onFallback resilience4jConfiguration",
      "Leaves something alone for a while that keeps failing."),
  CONVERT_BODY("convertBodyTo", "type mandatory charset", "Makes the body String or byte[]."),
  DELAY("delay", "expression", "Waits, at most a minute."),
  TRY("doTry", "steps doCatch doFinally", "Goes on in another way when a step fails."),
  FILTER("filter", "expression steps", "Lets through what meets a condition."),
  LOG("log", "message loggingLevel logName marker", "Writes a line into the log."),
  LOOP(
      "loop",
      "expression steps copy breakOnShutdown",
      "Repeats steps a fixed number of times, at most 1,000."),
  MARSHAL("marshal", "json variableSend variableReceive", "Makes maps and lists JSON."),
  MULTICAST(
      "multicast",
      "steps parallelProcessing stopOnException shareUnitOfWork",
      "Sends the same message several ways."),
  PIPELINE("pipeline", "steps", "Steps as one."),
  REMOVE_HEADER("removeHeader", "name", "Takes a header away."),
  REMOVE_HEADERS("removeHeaders", "pattern excludePattern", "Takes headers away."),
  REMOVE_VARIABLE("removeVariable", "name", "Takes a variable away."),
  SET_BODY("setBody", "expression", "Makes another body."),
  SET_HEADER("setHeader", "name expression", "Sets a header, see below which."),
  SET_HEADERS("setHeaders", "headers", "Sets several headers."),
  SET_VARIABLE("setVariable", "name expression", "Keeps a value for later steps."),
  SET_VARIABLES("setVariables", "variables", "Keeps several values."),
  SPLIT(
      "split",
      "expression steps delimiter stopOnException parallelProcessing shareUnitOfWork streaming",
      "Goes on with each part by itself."),
  STEP("step", "steps", "Steps under one name."),
  STOP("stop", "", "Ends the message's way."),
  THROTTLE(
      "throttle",
      "expression timePeriodMillis rejectExecution mode correlationExpression",
      "Lets through so many in a time."),
  THROW("throwException", "exceptionType message", "Fails, with a message."),
  TO(
      "to",
      "uri parameters pattern variableSend variableReceive",
      "Sends to an endpoint of the list, or a route of this flow."),
  TRANSFORM("transform", "expression", "Makes another body."),
  UNMARSHAL(
      "unmarshal",
      "json allowNullBody variableSend variableReceive",
      "Reads JSON as maps and lists."),
  VALIDATE("validate", "expression", "Fails unless a condition is met.");

  private final String word;
  private final Set<String> properties;
  private final String does;

  FlowStep(String word, String properties, String does) {
    this.word = word;
    this.properties = new TreeSet<>(Set.of("id", "description", "note", "disabled"));
    this.properties.addAll(Words.of(properties));
    this.does = does;
  }

  public String word() {
    return word;
  }

  public Set<String> properties() {
    return properties;
  }

  public String does() {
    return does;
  }

  public static Optional<FlowStep> of(String word) {
    return Arrays.stream(values()).filter(step -> step.word.equals(word)).findFirst();
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(FlowStep::word).toList();
  }
}
