package hub.api;

import hub.analysis.view.Refused;
import hub.web.Problem;
import hub.web.Problem.Kind;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers every failure below {@code /api/v1} as a problem (RFC 9457), also where no controller was
 * found. It names the field and what to do, and nothing of the hub's inside.
 */
@Component
class ApiProblems implements HandlerExceptionResolver, Ordered {
  static final String ROOT = "/api/v1";
  private static final System.Logger LOG = System.getLogger(ApiProblems.class.getName());
  private static final String SEE = "See /api/openapi for what there is.";

  private final JsonMapper json;

  ApiProblems(JsonMapper json) {
    this.json = json;
  }

  /** Before those that make pages. */
  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE + 1;
  }

  @Override
  public @Nullable ModelAndView resolveException(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Object handler,
      Exception failure) {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    if (!path.equals(ROOT) && !path.startsWith(ROOT + "/")) {
      return null;
    }
    Problem problem = problem(failure, path);
    if (problem.status() == Kind.FAILED.status().value()) {
      LOG.log(System.Logger.Level.ERROR, "The API failed at " + path, failure);
    }
    if (failure instanceof HttpRequestMethodNotSupportedException method
        && method.getSupportedMethods() != null) {
      response.setHeader("Allow", String.join(", ", method.getSupportedMethods()));
    }
    write(response, problem);
    return new ModelAndView();
  }

  private static Problem problem(Exception failure, String path) {
    return switch (failure) {
      case ApiProblem known ->
          Problem.of(
              known.kind(),
              String.valueOf(known.getMessage()),
              path,
              known.field(),
              known.remedy());
      case Refused refused ->
          Problem.of(
              Kind.REFUSED,
              refused.sentence(),
              path,
              refused.field().isEmpty() ? null : refused.field(),
              refused.sentence());
      case MissingRequestHeaderException missing ->
          Problem.of(
              Kind.BAD_REQUEST,
              "The header " + missing.getHeaderName() + " is missing.",
              path,
              missing.getHeaderName(),
              "Send a new value, a UUID for instance, for each thing you start, and the same value"
                  + " when you ask for the same thing again.");
      case MethodArgumentTypeMismatchException wrong ->
          Problem.of(
              Kind.BAD_REQUEST,
              "The value of " + wrong.getName() + " can't be read.",
              path,
              wrong.getName(),
              "Send a %s.".formatted(words(wrong.getRequiredType())));
      case HttpMessageNotReadableException unreadable -> unreadable(unreadable, path);
      case NoResourceFoundException nothing ->
          Problem.of(Kind.NOT_FOUND, "The API has no such address.", path, null, SEE);
      case HttpRequestMethodNotSupportedException method ->
          Problem.of(
              Kind.METHOD_NOT_ALLOWED,
              method.getMethod() + " is not offered here.",
              path,
              null,
              SEE);
      case HttpMediaTypeNotSupportedException type ->
          Problem.of(
              Kind.UNSUPPORTED_MEDIA_TYPE,
              "The body is not JSON.",
              path,
              "Content-Type",
              "Send JSON with Content-Type: application/json.");
      case HttpMediaTypeNotAcceptableException type ->
          Problem.of(
              Kind.NOT_ACCEPTABLE,
              "The answer has none of the forms that were asked for.",
              path,
              "Accept",
              "Leave Accept out, or see /api/openapi for the answer's form.");
      default ->
          Problem.of(
              Kind.FAILED,
              "The hub could not answer; its log says why.",
              path,
              null,
              "Ask again a little later, with the same Idempotency-Key.");
    };
  }

  private static Problem unreadable(HttpMessageNotReadableException unreadable, String path) {
    String field = null;
    if (unreadable.getCause() instanceof JacksonException jackson) {
      field =
          jackson.getPath().stream()
              .map(at -> at.getPropertyName() == null ? "" : at.getPropertyName())
              .filter(name -> !name.isEmpty())
              .collect(Collectors.joining("."));
    }
    boolean whole = field == null || field.isEmpty();
    return Problem.of(
        Kind.BAD_REQUEST,
        whole ? "The body is no JSON object." : "The value of " + field + " can't be read.",
        path,
        whole ? null : field,
        "Send a JSON object as /api/openapi describes it.");
  }

  private static String words(@Nullable Class<?> type) {
    return type == java.util.UUID.class ? "UUID" : "whole number";
  }

  private void write(HttpServletResponse response, Problem problem) {
    try {
      response.setStatus(problem.status());
      response.setContentType(Problem.MEDIA_TYPE);
      response.setCharacterEncoding(StandardCharsets.UTF_8.name());
      response.setHeader("Cache-Control", "no-store");
      response.getWriter().write(json.writeValueAsString(problem));
    } catch (IOException gone) {
      throw new UncheckedIOException("The reader of a problem has left", gone);
    }
  }
}
