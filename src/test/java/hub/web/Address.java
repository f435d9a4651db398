package hub.web;

import hub.TestHub;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * What may be asked of the hub: a method, a path, and what the controller behind it wants to be
 * told. A request with all of that reaches the controller, so that a refusal is of who asks and not
 * of how it was asked.
 */
record Address(
    String method, String path, java.lang.reflect.Method handler, Set<MediaType> consumed) {
  private static final Pattern VARIABLE = Pattern.compile("\\{\\*?([^}]+)}");
  private static final String BOUNDARY = "a-boundary";

  /** As the hub's own mappings say, those of its health and metrics too; by path and method. */
  static List<Address> all(TestHub hub) {
    Map<String, Address> all = new TreeMap<>();
    for (String bean :
        List.of("requestMappingHandlerMapping", "webEndpointServletHandlerMapping")) {
      hub.bean(bean, RequestMappingInfoHandlerMapping.class)
          .getHandlerMethods()
          .forEach(
              (info, handler) ->
                  of(info, handler.getMethod())
                      .forEach(each -> all.put(each.path() + " " + each.method(), each)));
    }
    return List.copyOf(all.values());
  }

  private static Stream<Address> of(RequestMappingInfo info, java.lang.reflect.Method handler) {
    Set<RequestMethod> named = info.getMethodsCondition().getMethods();
    // What names no method takes them all.
    Set<RequestMethod> methods =
        named.isEmpty() ? Set.of(RequestMethod.GET, RequestMethod.POST) : named;
    return info.getPatternValues().stream()
        .flatMap(
            path ->
                methods.stream()
                    .map(
                        method ->
                            new Address(
                                method.name(),
                                path,
                                handler,
                                info.getConsumesCondition().getConsumableMediaTypes())));
  }

  boolean changes() {
    return !method.equals("GET");
  }

  boolean isOfTheApi() {
    return path.startsWith("/api/v1/");
  }

  @Override
  public String toString() {
    return method + " " + path;
  }

  /** The path with {@code values} for its variables, in turn; whatever is missing is made up. */
  String filled(List<String> values) {
    Map<String, Class<?>> types = variables();
    StringBuilder filled = new StringBuilder();
    Matcher variable = VARIABLE.matcher(path.replace("**", "x"));
    for (int n = 0; variable.find(); n++) {
      Class<?> type = types.getOrDefault(variable.group(1), String.class);
      boolean isGiven = n < values.size() && type != int.class;
      variable.appendReplacement(filled, isGiven ? values.get(n) : madeUp(type));
    }
    return variable.appendTail(filled).toString();
  }

  /** How many of its variables could be about something stored. */
  int subjects() {
    return (int) variables().values().stream().filter(type -> type != int.class).count();
  }

  private Map<String, Class<?>> variables() {
    return Stream.of(handler.getParameters())
        .filter(each -> each.isAnnotationPresent(PathVariable.class))
        .collect(
            Collectors.toMap(
                Parameter::getName, Parameter::getType, (one, other) -> one, LinkedHashMap::new));
  }

  /**
   * A request that the controller takes.
   *
   * @param filled this path with its variables filled
   * @param said parameters that are not made up
   */
  HttpRequest.Builder request(String hub, String filled, Map<String, String> said) {
    Map<String, String> parameters = new LinkedHashMap<>(wanted());
    parameters.putAll(said);
    String query =
        parameters.entrySet().stream()
            .map(each -> each.getKey() + "=" + encoded(each.getValue()))
            .collect(Collectors.joining("&"));
    return HttpRequest.newBuilder(URI.create(hub + filled + (query.isEmpty() ? "" : "?" + query)))
        .timeout(Duration.ofSeconds(30))
        .header("Accept", isOfTheApi() ? "*/*" : "text/html, */*")
        .header("Content-Type", contentType())
        .method(method, changes() ? body() : BodyPublishers.noBody());
  }

  /** The names of the parameters of this type, asked for or not. */
  Set<String> asked(Class<?> type) {
    return Stream.of(handler.getParameters())
        .filter(each -> each.isAnnotationPresent(RequestParam.class))
        .filter(each -> each.getType().equals(type))
        .map(Address::named)
        .collect(Collectors.toSet());
  }

  private static String named(Parameter parameter) {
    RequestParam asked = parameter.getAnnotation(RequestParam.class);
    return asked == null || asked.name().isEmpty() ? parameter.getName() : asked.name();
  }

  private Map<String, String> wanted() {
    Map<String, String> wanted = new LinkedHashMap<>();
    for (Parameter each : handler.getParameters()) {
      RequestParam asked = each.getAnnotation(RequestParam.class);
      boolean isAsked =
          asked != null
              && asked.required()
              && asked.defaultValue().equals(ValueConstants.DEFAULT_NONE);
      if (isAsked && !isFile(each) && !Map.class.isAssignableFrom(each.getType())) {
        wanted.put(named(each), madeUp(each.getType()));
      } else if (asked == null && each.getType().isRecord() && !isOurs(each.getType())) {
        for (RecordComponent part : each.getType().getRecordComponents()) {
          wanted.put(part.getName(), madeUp(part.getType()));
        }
      }
    }
    return wanted;
  }

  private static boolean isOurs(Class<?> type) {
    return type.equals(CurrentUser.class);
  }

  private static boolean isFile(Parameter parameter) {
    return parameter.getType().equals(MultipartFile.class);
  }

  private static String madeUp(Class<?> type) {
    if (type.isEnum()) {
      return ((Enum<?>) type.getEnumConstants()[0]).name();
    }
    if (type.equals(UUID.class)) {
      return new UUID(0, 9).toString();
    }
    if (type.equals(boolean.class)) {
      return "false";
    }
    if (type.equals(java.time.LocalDate.class)) {
      return "2026-11-01";
    }
    boolean isNumber = type.isPrimitive() || type.equals(BigDecimal.class);
    return isNumber ? "9" : "x";
  }

  private String contentType() {
    if (hasFile()) {
      return "multipart/form-data; boundary=" + BOUNDARY;
    }
    return consumed.stream()
        .findFirst()
        .map(MediaType::toString)
        .orElse(
            isOfTheApi()
                ? MediaType.APPLICATION_JSON_VALUE
                : MediaType.APPLICATION_FORM_URLENCODED_VALUE);
  }

  private boolean hasFile() {
    return Stream.of(handler.getParameters()).anyMatch(Address::isFile);
  }

  private BodyPublisher body() {
    if (hasFile()) {
      return BodyPublishers.ofString(
          """
          --%1$s\r
          Content-Disposition: form-data; name="file"; filename="x.json"\r
          \r
          x\r
          --%1$s--\r
          """
              .formatted(BOUNDARY));
    }
    return isOfTheApi() ? BodyPublishers.ofString("{}") : BodyPublishers.noBody();
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
