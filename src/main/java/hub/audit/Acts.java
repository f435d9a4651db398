package hub.audit;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What each address does, in words, and which of its fields may stand in the log: figures and
 * names, never a key or password. An address that is not here is recorded by itself, so that
 * nothing new is forgotten.
 */
final class Acts {
  /** Words and the fields to show with them. */
  record Words(String words, List<String> fields) {}

  /** Opinions, log-ins (told of elsewhere) and questions that change nothing. */
  private static final Set<String> NOT_RECORDED =
      Set.of(
          "POST /analyses/{analysisId}/opportunities/{id}/mark",
          "POST /api/v1/estimates",
          "POST /flows/{id}/check",
          "POST /flows/{id}/complete",
          "POST /log-in",
          "POST /log-in/link",
          "POST /log-out",
          "POST /webhooks/stripe");

  private static final Map<String, Words> WORDS =
      Map.ofEntries(
          act("POST /analyses", "Started an analysis", "budget"),
          act("POST /api/v1/analyses", "Started an analysis"),
          act("POST /analyses/{id}/raise", "Raised a budget", "budget"),
          act("POST /analyses/{id}/cancel", "Cancelled an analysis"),
          act("POST /api/v1/analyses/{id}/cancel", "Cancelled an analysis"),
          act("POST /analyses/{id}/keep", "Kept a partial report"),
          act("POST /uploads", "Uploaded posts"),
          act("POST /imports/upload", "Imported a dump", "name", "until", "reason"),
          act("POST /imports/{id}/cancel", "Cancelled an import"),
          act(
              "POST /monitors",
              "Made a monitor",
              "name",
              "cron",
              "runBudget",
              "monthBudget",
              "economy"),
          act(
              "POST /monitors/{id}",
              "Changed a monitor",
              "name",
              "cron",
              "runBudget",
              "monthBudget",
              "economy"),
          act("POST /monitors/{id}/pause", "Paused a monitor"),
          act("POST /monitors/{id}/resume", "Resumed a monitor"),
          act("POST /monitors/{id}/run", "Started a monitor's run"),
          act(
              "POST /money/prices",
              "Changed a price",
              "model",
              "uncached",
              "cached",
              "cacheWrite",
              "output"),
          act("POST /money/setup", "Started billing"),
          act("POST /money/sandbox-month", "Ended the sandbox's month"),
          act("POST /money/usage/again", "Sent usage to Stripe again", "number"),
          act("POST /money/webhooks/replay", "Replayed a webhook", "id"),
          act("POST /money/usage/cancel", "Took usage back at Stripe", "number"),
          act("POST /money/details", "Changed the billing address", "country"),
          act("POST /money/invoices/{id}/credit", "Made a credit note", "amount", "reason"),
          act("POST /money/journal/close", "Closed a month", "month"),
          act("POST /operations/vendor-usage", "Imported a vendor's usage report", "mode"),
          act("GET /operations/vendor-usage.csv", "Exported the vendor comparison"),
          act("POST /money/corrections", "Corrected the ledger", "kind", "amount", "reason"),
          act("POST /money/limits", "Set a monthly limit", "person", "amount"),
          act("POST /invitation", "Used an invitation"),
          act("POST /settings/people", "Invited a person", "email", "role", "administrator"),
          act("POST /settings/people/{id}/role", "Changed a role", "role", "administrator"),
          act("POST /settings/people/{id}/end", "Ended a person's access"),
          act("POST /settings/people/{id}/password-link", "Made a password link"),
          act("POST /settings/people/invitations/{id}/revoke", "Withdrew an invitation"),
          act("POST /settings/tokens", "Made an API token", "name", "scopes"),
          act("POST /settings/tokens/{id}/revoke", "Revoked an API token"),
          act("POST /settings/password", "Changed their password"),
          act("POST /settings/sessions/{id}/end", "Ended a session"),
          act("POST /settings/sessions/end-others", "Ended all other sessions"),
          act("POST /settings/search/model", "Changed the model of meanings", "model", "limit"),
          act("POST /settings/search/limit", "Raised what a change of model may cost", "limit"),
          act("POST /settings/search/give-up", "Gave up a change of model"),
          act("POST /settings/search/pinecone", "Changed Pinecone's key"),
          act("POST /settings/search/pinecone/erase", "Erased Pinecone's key"),
          act("POST /settings/model/address", "Changed the model's address", "address"),
          act("POST /settings/model/key", "Changed the model's key"),
          act("POST /settings/model/model", "Changed the model", "model"),
          act("POST /settings/model/trial", "Paid for a trial of the model", "most"),
          act("POST /settings/model/live", "Let the model go live"),
          act("POST /settings/model/sandbox", "Sent the model back to its sandbox"),
          act("POST /settings/model/resume", "Let a stopped model go on", "attempt"),
          act("POST /settings/reddit/app", "Changed Reddit's keys", "clientId", "account"),
          act("POST /settings/reddit/live", "Let Reddit go live"),
          act("POST /settings/reddit/sandbox", "Sent Reddit back to its sandbox"),
          act("POST /settings/reddit/resume", "Let Reddit go on"),
          act("POST /settings/reddit/apps/check", "Tried a Reddit app", "clientId"),
          act("POST /settings/reddit/apps", "Added a Reddit app", "furtherId"),
          act("POST /settings/reddit/apps/remove", "Removed a Reddit app", "clientId"),
          act("POST /settings/sources/remove", "Removed a source", "source", "mode"),
          act("POST /sandbox/faults", "Switched a sandbox fault on", "vendor", "kind", "share"),
          act("POST /sandbox/faults/{id}/off", "Switched a sandbox fault off"),
          act("POST /sandbox/faults/off", "Switched all sandbox faults off"),
          act("POST /flows", "Made a flow", "kind", "name"),
          act("POST /flows/{id}/turn", "Started, suspended or stopped a flow", "to"),
          act("POST /flows/{id}/edit", "Saved a flow", "publish", "basedOn", "message"),
          act("POST /flows/{id}/versions/{number}/publish", "Published a flow's version"),
          act("POST /flows/{id}/try", "Tried a flow"),
          act("POST /flows/deliveries/{id}/redrive", "Tried a delivery anew"),
          act("POST /flows/deliveries/redrive", "Tried a flow's deliveries anew", "flow"),
          act("POST /flows/deliveries/{id}/discard", "Discarded a delivery"),
          act("POST /flows/secrets", "Wrote a flow's secret", "name"),
          act("POST /flows/secrets/{name}/remove", "Removed a flow's secret"),
          act("POST /operations/lanes/{lane}/pause", "Paused a lane", "reason"),
          act("POST /operations/lanes/{lane}/resume", "Resumed a lane"),
          act("POST /operations/dead/{id}/retry", "Retried a dead job"),
          act("POST /operations/dead/{id}/discard", "Discarded a dead job", "reason"),
          act("POST /operations/dead/retry", "Retried dead jobs", "kind"),
          act("GET /analyses/{id}/results.md", "Exported a report"),
          act("GET /analyses/{id}/results.json", "Exported a report"),
          act("GET /analyses/{id}/quotes.csv", "Exported quotes"),
          act("GET /analyses/{id}/opportunities.csv", "Exported opportunities"),
          act("GET /money/invoices/{id}/statement", "Exported a statement"),
          act("GET /money/reconciliation.csv", "Exported a reconciliation"),
          act("GET /money/journal.csv", "Exported the journal", "month"),
          act("GET /settings/audit.csv", "Exported the audit log"));

  private Acts() {}

  private static Map.Entry<String, Words> act(String address, String words, String... fields) {
    return Map.entry(address, new Words(words, List.of(fields)));
  }

  /**
   * What a request asks for; null if it is not recorded.
   *
   * @param pattern the address with its variables' names
   */
  static @Nullable Words of(String method, String pattern) {
    String address = method + " " + pattern;
    Words known = WORDS.get(address);
    boolean reads = method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
    if (known != null || reads || NOT_RECORDED.contains(address)) {
      return known;
    }
    return new Words(address, List.of());
  }
}
