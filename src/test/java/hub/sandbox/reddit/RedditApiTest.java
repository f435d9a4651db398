package hub.sandbox.reddit;

import static org.assertj.core.api.Assertions.assertThat;

import hub.sandbox.Catalogue;
import hub.sandbox.Fault;
import hub.sandbox.SandboxOptions;
import hub.sandbox.SandboxServer;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class RedditApiTest {
  static final SandboxOptions OPTIONS = SandboxOptions.standard(1);
  static SandboxServer sandbox;
  static RedditClient reddit;

  @BeforeAll
  static void start() {
    sandbox = SandboxServer.start(OPTIONS, List.of(new RedditApi(OPTIONS, Catalogue.standard())));
    reddit = new RedditClient(sandbox);
  }

  @AfterAll
  static void stop() {
    reddit.close();
    sandbox.close();
  }

  @BeforeEach
  void logIn() throws Exception {
    reddit.logIn();
  }

  @AfterEach
  void endFaults() {
    sandbox.faults().clear();
  }

  @Test
  void pagesACommunityToItsEnd() throws Exception {
    List<String> names = names("/r/TranslationStudies/new?raw_json=1&limit=50");

    assertThat(names).hasSizeGreaterThan(100).doesNotHaveDuplicates();
  }

  @Test
  void givesAllPostsOfATopicFromItsCommunities() throws Exception {
    Set<String> names = new HashSet<>();
    for (String community : List.of("VetTech", "veterinary", "vetmed")) {
      names.addAll(names("/r/" + community + "/new.json?limit=100"));
    }

    assertThat(names).hasSize(367);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hot", "top", "rising", "new"})
  void listsInEveryOrder(String order) throws Exception {
    JsonNode first =
        reddit.json("/r/KitchenConfidential/" + order + "?limit=1024&t=year").path("data");

    assertThat(first.path("children").size()).isEqualTo(100);
    assertThat(first.path("after").asString()).startsWith("t3_");
  }

  @Test
  void findsATopicByItsTitleInOneCommunity() throws Exception {
    List<String> names =
        names(
            "/r/translator/search?q=Invoicing+for+freelance+translators&restrict_sr=1&sort=new&t=year&limit=100");

    assertThat(names).hasSizeGreaterThan(50);
  }

  @Test
  void honestlyFindsNothingOnATopicItDoesNotKnow() throws Exception {
    JsonNode listing =
        reddit.json("/r/VetTech/search?q=beekeeping+supplies&restrict_sr=1&limit=100");

    assertThat(listing.at("/data/children").size()).isZero();
    assertThat(listing.at("/data/after").isNull()).isTrue();
  }

  @Test
  void endsASearchAfterTwoHundredAndFiftyPosts() throws Exception {
    assertThat(names("/search?q=invoices+agencies&limit=100")).hasSize(250);
  }

  @Test
  void completesEveryThreadOfACommunityThroughMoreAndContinue() throws Exception {
    JsonNode page = reddit.json("/r/freelance/new?limit=100").path("data").path("children");
    int withMore = 0;
    for (JsonNode post : page) {
      ThreadReader reader = new ThreadReader(reddit, post.at("/data/id").asString()).read();
      assertThat(reader.found()).hasSize(post.at("/data/num_comments").asInt());
      withMore += reader.calls() > 1 ? 1 : 0;
    }

    assertThat(withMore).isPositive();
  }

  @Test
  void readsThingsAgainByTheirNames() throws Exception {
    String name = names("/r/translator/new?limit=5").getFirst();

    JsonNode found = reddit.json("/api/info?id=" + name + ",t1_0,t3_0").at("/data/children");

    assertThat(found.size()).isEqualTo(1);
    assertThat(found.at("/0/data/name").asString()).isEqualTo(name);
  }

  @Test
  void escapesTextsUnlessRawJsonIsAskedFor() throws Exception {
    String found = reddit.get("/search?q=does+this+render+script+alert&limit=1").body();
    String raw = reddit.get("/search?q=does+this+render+script+alert&limit=1&raw_json=1").body();

    assertThat(found)
        .contains("&lt;script&gt;", "R&amp;D said 5 &lt; 6")
        .doesNotContain("<script>");
    assertThat(raw).contains("<script>", "R&D said 5 < 6", "“curly”", "日本語");
  }

  @ParameterizedTest
  @CsvSource({
    "PrivateTranslators, private",
    "QuarantinedKitchens, quarantined",
    "GatedClinics, gated"
  })
  void refusesAClosedCommunityAndSaysWhy(String community, String reason) throws Exception {
    HttpResponse<String> answer = reddit.get("/r/" + community + "/new");

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body())
        .isEqualTo("{\"reason\": \"" + reason + "\", \"message\": \"Forbidden\", \"error\": 403}");
  }

  @Test
  void sendsWhoAsksForAMissingCommunityToTheSearch() throws Exception {
    HttpResponse<String> answer = reddit.get("/r/NoSuchPlaceAnywhere/new");

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("location"))
        .contains("https://oauth.reddit.com/subreddits/search?q=NoSuchPlaceAnywhere");
  }

  @Test
  void refusesAWrongToken() throws Exception {
    sandbox.faults().add(Fault.of("reddit", "expired-token").times(1));

    HttpResponse<String> answer = reddit.get("/r/translator/new");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("www-authenticate"))
        .contains("Bearer realm=\"reddit\", error=\"invalid_token\"");
    assertThat(reddit.logIn().get("/r/translator/new").statusCode()).isEqualTo(200);
  }

  @Test
  void refusesAWrongKeyAndAnswersAWrongGrantWithStatus200() throws Exception {
    assertThat(reddit.token("client_credentials", "somebody:else").statusCode()).isEqualTo(401);
    assertThat(reddit.token("password").statusCode()).isEqualTo(200);
    assertThat(reddit.token("password").body()).contains("unauthorized_client");
    assertThat(reddit.token("nonsense").body())
        .isEqualTo("{\"error\": \"unsupported_grant_type\"}");
  }

  @Test
  void asksForAUserAgentThatSaysWhoCalls() throws Exception {
    HttpResponse<String> answer = reddit.getAs("Java-http-client/25", "/r/translator/new");

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.body()).contains("<title>Too Many Requests</title>");
  }

  @Test
  void tellsTheLimitAsFloats() throws Exception {
    HttpResponse<String> answer = reddit.get("/r/translator/about");

    assertThat(answer.headers().firstValue("x-ratelimit-remaining").orElseThrow())
        .matches("\\d+\\.0");
    assertThat(answer.headers().firstValue("x-ratelimit-used").orElseThrow()).matches("\\d+");
    assertThat(answer.headers().firstValue("x-ratelimit-reset").orElseThrow()).matches("\\d+");
  }

  @Test
  void saysTooManyAsAPage() throws Exception {
    sandbox.faults().add(Fault.of("reddit", "rate-limited").retryAfter(4).times(1));

    HttpResponse<String> answer = reddit.get("/r/translator/new");

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("retry-after")).contains("4");
    assertThat(answer.headers().firstValue("content-type")).contains("text/html; charset=UTF-8");
  }

  @Test
  @DisplayName("R1 refuses with a page that gives no reason when told to")
  void refusesWithAPage() throws Exception {
    sandbox.faults().add(Fault.of("reddit", "forbidden").times(1));

    HttpResponse<String> answer = reddit.get("/r/translator/new");

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("<html>").doesNotContain("reason");
  }

  @Test
  void breaksWithAnEmptyBodyWhenToldTo() throws Exception {
    sandbox.faults().add(Fault.of("reddit", "server-error").status(502).times(1));

    HttpResponse<String> answer = reddit.get("/r/translator/new");

    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.body()).isEmpty();
  }

  private static List<String> names(String path) throws Exception {
    List<String> names = new ArrayList<>();
    String after = "";
    while (after != null) {
      JsonNode data = reddit.json(path + (after.isEmpty() ? "" : "&after=" + after)).path("data");
      data.path("children").forEach(child -> names.add(child.at("/data/name").asString()));
      after = data.path("after").isNull() ? null : data.path("after").asString();
    }
    return names;
  }
}
