package hub.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who may use which address, as people would say it. An address of a controller that stands here
 * not at all, or one here that no controller has, fails the build.
 */
final class WhoMay {

  /** Who may ask. The administrator only looks in the workspace, so that nothing else opens. */
  enum Who {
    STRANGER,
    VIEWER,
    INTEGRATOR,
    ANALYST,
    OWNER,
    ADMINISTRATOR
  }

  /**
   * A line of who may do something: {@code {a source}} and {@code {a result}} are flows, and what
   * stands behind a question mark is said in the form.
   */
  record Line(String method, String path, Map<String, String> said, Set<Who> who) {
    /** The path as its controller has it. */
    String pattern() {
      return path.replaceAll("\\{a (source|result)}", "{id}");
    }

    @Override
    public String toString() {
      return method + " " + path + (said.isEmpty() ? "" : " with " + said);
    }
  }

  private static final String LINES =
      """
      stranger, viewer, integrator, analyst, owner, administrator:
        GET  /log-in
        GET  /log-in/link
        GET  /css/sluice.css
        GET  /invitation
        POST /invitation
        POST /webhooks/stripe
        GET  /api/openapi
        GET  /api/openapi.yaml
        GET  /error
        POST /error
        GET  /actuator/health
        GET  /actuator/health/**

      viewer, integrator, analyst, owner, administrator:
        GET  /
        GET  /where
        GET  /estimate
        GET  /topics/{key}/price
        GET  /analyses
        GET  /analyses/compare
        GET  /analyses/agreement
        GET  /analyses/{id}
        GET  /analyses/{id}/live
        GET  /analyses/{id}/log
        GET  /analyses/{id}/lines
        GET  /analyses/{id}/dropped
        GET  /analyses/{id}/opportunities.csv
        GET  /analyses/{id}/quotes.csv
        GET  /analyses/{id}/results.json
        GET  /analyses/{id}/results.md
        GET  /analyses/{analysisId}/opportunities/{id}
        GET  /analyses/{analysisId}/threads/{postId}
        POST /analyses/{analysisId}/opportunities/{id}/mark
        GET  /search
        GET  /themes
        GET  /stream
        GET  /imports
        GET  /imports/{id}
        GET  /imports/{id}/progress
        GET  /monitors
        GET  /monitors/preview
        GET  /monitors/{id}
        GET  /money
        GET  /money/usage
        GET  /money/prices
        GET  /money/limits
        GET  /money/journal
        GET  /money/journal.csv
        GET  /money/reconciliation
        GET  /money/reconciliation.csv
        GET  /money/invoices/{id}
        GET  /money/invoices/{id}/statement
        GET  /money/verify-statement
        GET  /settings/password
        POST /settings/password
        GET  /settings/sessions
        POST /settings/sessions/{id}/end
        POST /settings/sessions/end-others
        GET  /settings/tokens
        POST /settings/tokens
        POST /settings/tokens/{id}/revoke
        GET  /api
        GET  /api/v1/analyses
        GET  /api/v1/analyses/{id}
        GET  /api/v1/analyses/{id}/results
        GET  /api/v1/analyses/{id}/events
        GET  /api/v1/analyses/{id}/events/stream
        GET  /api/v1/search
        POST /api/v1/estimates

      analyst, owner:
        POST /analyses
        POST /uploads
        POST /analyses/{id}/cancel
        GET  /analyses/{id}/raise
        POST /analyses/{id}/raise
        POST /analyses/{id}/keep
        GET  /imports/check
        POST /imports/upload
        POST /imports/{id}/cancel
        GET  /monitors/new
        POST /monitors
        GET  /monitors/{id}/edit
        POST /monitors/{id}
        POST /monitors/{id}/pause
        POST /monitors/{id}/resume
        POST /monitors/{id}/run
        POST /api/v1/analyses
        POST /api/v1/analyses/{id}/cancel

      integrator, owner, administrator:
        GET  /flows
        GET  /flows/now
        GET  /flows/new
        GET  /flows/docs
        GET  /flows/{a source}
        GET  /flows/{a result}
        GET  /flows/{a result}/now
        GET  /flows/{a source}/edit
        GET  /flows/{a result}/edit
        GET  /flows/{a result}/versions
        POST /flows/{a result}/complete
        GET  /flows/deliveries
        GET  /flows/secrets
        GET  /flows/trace
        GET  /flows/routes
        GET  /flows/routes/{route}

      integrator, owner:
        POST /flows?kind=result
        POST /flows/{a result}/turn
        POST /flows/{a result}/check
        POST /flows/{a result}/edit
        POST /flows/{a result}/try
        POST /flows/{a result}/versions/{number}/publish
        POST /flows/deliveries/redrive
        POST /flows/deliveries/{id}/redrive
        POST /flows/deliveries/{id}/discard
        POST /flows/secrets
        POST /flows/secrets/{name}/remove

      owner, administrator:
        POST /money/setup
        GET  /money/portal
        POST /money/usage/again
        POST /money/usage/cancel
        GET  /money/details
        POST /money/details
        POST /money/limits
        POST /money/journal/close
        GET  /settings/people
        POST /settings/people
        POST /settings/people/invitations/{id}/revoke
        GET  /settings/people/{id}
        POST /settings/people/{id}/role
        POST /settings/people/{id}/password-link
        POST /settings/people/{id}/end
        GET  /settings/audit
        GET  /settings/audit.csv

      administrator:
        POST /flows?kind=source
        POST /flows/{a source}/turn
        POST /flows/{a source}/check
        POST /flows/{a source}/edit
        POST /flows/{a source}/try
        POST /flows/{a source}/versions/{number}/publish
        POST /money/prices
        POST /money/webhooks/replay
        POST /money/sandbox-month
        POST /money/invoices/{id}/credit
        GET  /money/corrections
        POST /money/corrections
        GET  /operations
        GET  /operations/now
        GET  /operations/dead/{id}
        POST /operations/dead/{id}/retry
        POST /operations/dead/{id}/discard
        POST /operations/dead/retry
        GET  /operations/lanes/{lane}/pause
        POST /operations/lanes/{lane}/pause
        POST /operations/lanes/{lane}/resume
        GET  /operations/vendor-usage
        POST /operations/vendor-usage
        GET  /operations/vendor-usage.csv
        GET  /sandbox
        POST /sandbox/faults
        POST /sandbox/faults/{id}/off
        POST /sandbox/faults/off
        GET  /settings
        GET  /settings/checks
        GET  /settings/search
        GET  /settings/search/now
        POST /settings/search/model
        POST /settings/search/limit
        POST /settings/search/give-up
        POST /settings/search/pinecone
        POST /settings/search/pinecone/erase
        GET  /settings/sources
        POST /settings/sources/remove
        GET  /settings/model
        POST /settings/model/address
        POST /settings/model/key
        POST /settings/model/model
        POST /settings/model/trial?most=0.000001
        POST /settings/model/live
        POST /settings/model/sandbox
        POST /settings/model/resume
        GET  /settings/reddit
        POST /settings/reddit/app
        POST /settings/reddit/live
        POST /settings/reddit/apps
        POST /settings/reddit/apps/check
        POST /settings/reddit/apps/remove
        POST /settings/reddit/resume
        POST /settings/reddit/sandbox
        GET  /ui
        GET  /actuator
        GET  /actuator/metrics
        GET  /actuator/metrics/{requiredMetricName}
        GET  /actuator/prometheus
      """;

  private WhoMay() {}

  static List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    Set<Who> who = EnumSet.noneOf(Who.class);
    for (String line : LINES.lines().filter(each -> !each.isBlank()).toList()) {
      if (line.endsWith(":")) {
        who = whoOf(line.substring(0, line.length() - 1));
      } else {
        String[] words = line.strip().split("\\s+", 2);
        String[] address = words[1].split("\\?", 2);
        lines.add(new Line(words[0], address[0], said(address.length > 1 ? address[1] : ""), who));
      }
    }
    return lines;
  }

  private static Set<Who> whoOf(String words) {
    return Arrays.stream(words.split(", "))
        .map(word -> Who.valueOf(word.toUpperCase(java.util.Locale.ROOT)))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Who.class)));
  }

  private static Map<String, String> said(String query) {
    Map<String, String> said = new LinkedHashMap<>();
    for (String each : query.isEmpty() ? new String[0] : query.split("&")) {
      said.put(each.substring(0, each.indexOf('=')), each.substring(each.indexOf('=') + 1));
    }
    return said;
  }
}
