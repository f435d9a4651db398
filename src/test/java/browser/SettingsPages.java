package browser;

import hub.imports.ImportView;
import hub.web.ApiToken;
import hub.web.ApiToken.Scope;
import hub.web.CurrentUser.Role;
import hub.web.Problem;
import hub.web.UiStates;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages of settings, imports and the API with the samples of the parts' page. */
@Controller
class SettingsPages {
  private static final Instant NOW = Instant.parse("2026-11-23T14:02:31Z");

  private final ObjectProvider<UiStates> states;

  SettingsPages(ObjectProvider<UiStates> states) {
    this.states = states;
  }

  /** An invitation's or a token's form. */
  record Form(
      String email,
      String name,
      Role role,
      boolean administrator,
      Set<Scope> scopes,
      String expires,
      @Nullable String troubleField,
      String trouble) {
    static Form with(@Nullable String field) {
      return new Form(
          "ana@example",
          "Ana",
          Role.ANALYST,
          false,
          EnumSet.of(Scope.READ),
          "2027-02-21",
          field,
          "This does not do; that would.");
    }
  }

  @GetMapping("/settings/sessions")
  String sessions(Model model) {
    model.addAttribute("sessions", sample("uiSessions"));
    model.addAttribute("current", sample("uiSession"));
    return "web/sessions";
  }

  @GetMapping("/settings/people")
  String people(
      @RequestParam(required = false) @Nullable String trouble,
      @RequestParam(required = false) @Nullable String made,
      Model model) {
    model.addAttribute("people", sample("uiPeople"));
    model.addAttribute("invitations", sample("uiInvitations"));
    model.addAttribute("roles", Role.values());
    model.addAttribute("form", Form.with(trouble));
    model.addAttribute("linkFor", "Ana Silva");
    model.addAttribute("link", made == null ? null : link());
    return "web/people";
  }

  @GetMapping("/settings/people/one")
  String person(@RequestParam(required = false) @Nullable String trouble, Model model) {
    model.addAttribute("person", ((List<?>) sample("uiPeople")).getFirst());
    model.addAttribute("roles", Role.values());
    model.addAttribute("link", link());
    model.addAttribute("trouble", trouble == null ? null : "Mira Okafor is the last owner.");
    return "web/person";
  }

  private static String link() {
    return "https://sluice.example.org/invitation?token=" + "x".repeat(43);
  }

  @GetMapping("/invitation")
  String invitation(
      @RequestParam(required = false) @Nullable String over,
      @RequestParam(required = false) @Nullable String trouble,
      Model model) {
    model.asMap().remove("currentUser");
    Object invitation = ((List<?>) sample("uiInvitations")).getFirst();
    model.addAttribute("invitation", over == null ? invitation : null);
    model.addAttribute("name", "Boris Novak");
    model.addAttribute("token", "x");
    model.addAttribute("troubleField", trouble);
    model.addAttribute("trouble", "Use 12 characters or more.");
    return "web/invitation";
  }

  @GetMapping("/settings/tokens")
  String tokens(
      @RequestParam(required = false) @Nullable String none,
      @RequestParam(required = false) @Nullable String made,
      @RequestParam(required = false) @Nullable String trouble,
      Model model) {
    List<ApiToken> some = List.of(token("Reports", null), token("Nightly", NOW));
    model.addAttribute("tokens", none == null ? some : List.of());
    model.addAttribute("others", none == null ? Map.of("Ana Silva", some) : Map.of());
    model.addAttribute("scopes", Scope.values());
    model.addAttribute("form", Form.with(trouble));
    model.addAttribute("now", NOW);
    model.addAttribute("today", "2026-11-23");
    model.addAttribute("lastDay", "2027-11-24");
    model.addAttribute("created", made == null ? null : "sluice_" + "x".repeat(43));
    model.addAttribute("createdName", "Reports");
    return "web/tokens";
  }

  private static ApiToken token(String name, @Nullable Instant revoked) {
    return new ApiToken(
        Samples.id(1),
        Samples.id(2),
        name,
        EnumSet.allOf(Scope.class),
        NOW,
        NOW.plusSeconds(3600),
        NOW,
        revoked);
  }

  @GetMapping("/imports")
  String imports(@RequestParam(required = false) @Nullable String none, Model model) {
    model.addAttribute("place", "analyses");
    model.addAttribute("mayImport", true);
    model.addAttribute("inbox", "/var/lib/sluice/inbox");
    model.addAttribute("inboxHours", 48);
    model.addAttribute("usualHours", 48);
    model.addAttribute("largest", 20L << 30);
    model.addAttribute("largestWords", "20 GB");
    model.addAttribute("imports", none == null ? sample("uiImports") : List.of());
    return "imports/list";
  }

  @GetMapping("/imports/one")
  String oneImport(@RequestParam String state, Model model) {
    ImportView view =
        ((List<?>) sample("uiImports"))
            .stream()
                .map(ImportView.class::cast)
                .filter(each -> each.row().state().name().equals(state))
                .findFirst()
                .orElseThrow();
    model.addAttribute("place", "analyses");
    model.addAttribute("import", view);
    model.addAttribute("lines", view.row().broken() > 0 ? sample("uiBrokenLines") : List.of());
    return "imports/one";
  }

  /** What a page that stays open longer than a second asks for. */
  @GetMapping("/imports/{id}/progress")
  String progress(Model model) {
    oneImport("RUNNING", model);
    return "imports/one :: progress";
  }

  @GetMapping("/api")
  String api(Model model) {
    model.addAttribute("hub", "http://127.0.0.1:8080");
    model.addAttribute("problems", Problem.Kind.values());
    return "api/page";
  }

  @GetMapping("/sample-old-form")
  String oldForm(Model model) {
    model.addAttribute("oldForm", "/settings/tokens");
    return "error/403";
  }

  private Object sample(String name) {
    return states.stream()
        .flatMap(room -> room.values().entrySet().stream())
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))
        .get(name);
  }
}
