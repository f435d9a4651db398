package hub.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * What went wrong, for a program (RFC 9457).
 *
 * @param type where this kind of problem is explained; relative to the hub's address
 * @param title the same for every problem of this kind
 * @param detail what went wrong this time, a whole sentence
 * @param instance the path that was asked
 * @param field the request's field that it is about; null if it is about none
 * @param remedy what to do, a whole sentence
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    URI type,
    String title,
    int status,
    String detail,
    String instance,
    @Nullable String field,
    String remedy) {

  /** The media type of every problem. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** The kinds, each explained on the API's page. */
  public enum Kind {
    BAD_REQUEST(HttpStatus.BAD_REQUEST, "The request can't be read"),
    UNAUTHORIZED(HttpStatus.UNAUTHORIZED, "A good token is needed"),
    FORBIDDEN(HttpStatus.FORBIDDEN, "The token may not do this"),
    NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such thing here"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "The method does not fit"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "The answer has another form"),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The body has another form"),
    REFUSED(HttpStatus.UNPROCESSABLE_CONTENT, "A field has to be changed"),
    KEY_REUSED(HttpStatus.UNPROCESSABLE_CONTENT, "The key was used for another request"),
    FAILED(HttpStatus.INTERNAL_SERVER_ERROR, "The hub failed");

    private final HttpStatus status;
    private final String title;

    Kind(HttpStatus status, String title) {
      this.status = status;
      this.title = title;
    }

    public HttpStatus status() {
      return status;
    }

    public String title() {
      return title;
    }

    /** The end of its type's address: {@code key-reused}. */
    public String key() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  /** A problem of this kind. */
  public static Problem of(
      Kind kind, String detail, String instance, @Nullable String field, String remedy) {
    return new Problem(
        URI.create("/api#" + kind.key()),
        kind.title(),
        kind.status().value(),
        detail,
        instance,
        field,
        remedy);
  }
}
