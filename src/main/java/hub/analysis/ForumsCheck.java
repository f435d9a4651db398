package hub.analysis;

import hub.Mode;
import hub.llm.ModelAccess;
import hub.sources.Forum;
import hub.sources.Forums;
import hub.sources.SourceTrouble.CommunityClosed;
import hub.web.Check;
import hub.web.Finding;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Whether the forums beside Reddit answer. What they are asked is their flows' business, so any
 * answer of the server behind an address will do, but for a failure of its own.
 */
@Component
@Order(5)
class ForumsCheck implements Check {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int FAILURE = 500;

  private final Forums forums;
  private final ModelAccess access;

  ForumsCheck(Forums forums, ModelAccess access) {
    this.forums = forums;
    this.access = access;
  }

  @Override
  public String subject() {
    return "Other forums";
  }

  @Override
  public Finding look() throws InterruptedException {
    if (forums.words().isEmpty()) {
      return Finding.ok("None is configured.");
    }
    if (access.mode() == Mode.SANDBOX) {
      return Finding.attention(
          "Simulated on this machine, as the model is.",
          "Enter a model’s key when you have one; forums need none.",
          "/settings/model");
    }
    List<String> answering = new ArrayList<>();
    for (String word : forums.words()) {
      try {
        Forum forum = forums.of(word, Mode.LIVE);
        int status = ask(forum);
        if (status >= FAILURE) {
          return Finding.broken(
              "%s answered %d.".formatted(forum.shown(), status),
              "Analyses go on without it; look again later.",
              null);
        }
        answering.add(forum.shown());
      } catch (CommunityClosed e) {
        return Finding.attention(
            String.valueOf(e.getMessage()), "Set it, or leave the forum out.", null);
      } catch (IOException e) {
        return Finding.broken(
            "%s can’t be reached (%s).".formatted(word, e.getClass().getSimpleName()),
            "Check hub.sources.%s.address, and the way from this machine to it.".formatted(word),
            null);
      }
    }
    return Finding.ok(
        String.join(", ", answering) + (answering.size() == 1 ? " answers." : " answer."));
  }

  private static int ask(Forum forum) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(forum.address())).timeout(PATIENCE).build();
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }
}
