package hub.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.charset.StandardCharsets;

/**
 * What came back about a batch.
 *
 * @param status the HTTP status; 0 if nothing came, or the vendor fails and is left alone
 * @param body as sent; empty if there was none
 */
public record BatchReply(int status, byte[] body) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int TOO_MANY = 429;
  private static final int TIMEOUT = 408;
  private static final int GONE = 404;

  /** No answer, so nobody knows whether the request was followed. */
  public static BatchReply none() {
    return new BatchReply(0, new byte[0]);
  }

  boolean isGood() {
    return status >= 200 && status < 300;
  }

  boolean isGone() {
    return status == GONE;
  }

  /** The vendor surely did nothing and never will. */
  boolean isRefused() {
    return status >= 400 && status < 500 && status != TOO_MANY && status != TIMEOUT;
  }

  /** The body as JSON; missing if it is none. */
  JsonNode json() {
    try {
      return JSON.readTree(body);
    } catch (java.io.IOException e) {
      return MissingNode.getInstance();
    }
  }

  /** The body as JSON, one a line; a line that is none is missing. */
  Iterable<JsonNode> lines() {
    return new String(body, StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.isBlank())
        .map(BatchReply::line)
        .toList();
  }

  private static JsonNode line(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
