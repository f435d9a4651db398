import client.ApiClient;
import client.api.AnalysesApi;
import client.api.EventsApi;
import client.model.Analysis;
import client.model.ResultsDocument;
import client.model.Started;
import client.model.Wish;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;

/**
 * A program that knows the hub by its description alone. Its arguments: the hub's address and a
 * personal token. Says the analysis's state, how many lines its log has and how many opportunities
 * were found.
 */
public final class RunAnalysis {
  public static void main(String[] arguments) throws Exception {
    ApiClient client = new ApiClient();
    client.updateBaseUri(arguments[0]);
    client.setRequestInterceptor(
        request -> request.header("Authorization", "Bearer " + arguments[1]));
    AnalysesApi analyses = new AnalysesApi(client);
    Wish wish =
        new Wish()
            .topic("Invoicing for freelance translators")
            .communities(List.of("TranslationStudies", "translator"))
            .months(3)
            .budget("2.00");
    System.out.println("estimate: " + analyses.estimate(wish).getLikely());

    Started started = analyses.startAnalysis(UUID.randomUUID().toString(), wish);
    UUID id = started.getId();
    Awaitility.await()
        .atMost(Duration.ofMinutes(3))
        .until(() -> analyses.getAnalysis(id).getEnded());

    Analysis ended = analyses.getAnalysis(id);
    System.out.println("state: " + ended.getState());
    System.out.println(
        "lines: " + new EventsApi(client).getEvents(id, 0L, 1000).getEvents().size());
    ResultsDocument results = analyses.getResults(id, "pain=4");
    System.out.println("opportunities: " + results.getOpportunities().size());
  }
}
