package hub.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Opens a browser's one stream for all that its tabs watch. */
@Controller
class StreamController {
  private static final Pattern WATCH =
      Pattern.compile("([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}):(\\d{1,18})");
  private static final int MOST = 50;

  private final Streams streams;

  StreamController(Streams streams) {
    this.streams = streams;
  }

  /**
   * @param watch {@code <id>:<last position>,…}: the position stands in the address, since a
   *     browser that connects again by itself cannot be made to send it
   */
  @GetMapping("/stream")
  void open(
      CurrentUser user,
      @RequestParam String watch,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    streams.open(user, positions(watch), request, response);
  }

  private static Map<UUID, Long> positions(String watch) {
    Map<UUID, Long> positions = new LinkedHashMap<>();
    for (String one : watch.split(",", MOST + 1)) {
      Matcher parts = WATCH.matcher(one);
      if (!parts.matches()) {
        throw new ResponseStatusException(
            HttpStatus.BAD_REQUEST, "watch is <id>:<position>,… with at most " + MOST + " ids");
      }
      positions.put(UUID.fromString(parts.group(1)), Long.parseLong(parts.group(2)));
    }
    return positions;
  }
}
