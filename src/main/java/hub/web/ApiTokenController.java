package hub.web;

import hub.web.ApiToken.Scope;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Where people make, see and revoke the tokens of their programs. */
@Controller
@RequestMapping("/settings/tokens")
class ApiTokenController {
  private static final int LONGEST_NAME = 60;
  private static final int USUAL_DAYS = 90;
  private static final int MOST_DAYS = 366;

  private final ApiTokens tokens;
  private final Clock clock;

  ApiTokenController(ApiTokens tokens, Clock clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  /** The form as it was sent, with what is wrong with it. */
  record Form(
      String name,
      Set<Scope> scopes,
      String expires,
      @Nullable String troubleField,
      @Nullable String trouble) {

    private Form with(String field, String sentence) {
      return new Form(name, scopes, expires, field, sentence);
    }
  }

  @GetMapping
  String page(CurrentUser user, Model model) {
    Form fresh =
        new Form("", EnumSet.of(Scope.READ), today().plusDays(USUAL_DAYS).toString(), null, null);
    return show(user, model, fresh);
  }

  @PostMapping
  ModelAndView create(
      CurrentUser user,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(required = false) @Nullable List<String> scopes,
      @RequestParam(defaultValue = "") String expires,
      Model model) {
    Form form = checked(new Form(name.strip(), scopes(scopes), expires.strip(), null, null));
    if (form.trouble() != null) {
      return new ModelAndView(
          show(user, model, form), model.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
    }
    Instant end =
        LocalDate.parse(form.expires()).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    model.addAttribute("created", tokens.create(user, form.name(), form.scopes(), end));
    model.addAttribute("createdName", form.name());
    return new ModelAndView(page(user, model), model.asMap());
  }

  @PostMapping("/{id}/revoke")
  String revoke(CurrentUser user, @PathVariable UUID id) {
    tokens.revoke(user, id);
    return "redirect:/settings/tokens?revoked";
  }

  private Form checked(Form form) {
    if (form.name().isEmpty() || form.name().length() > LONGEST_NAME) {
      return form.with("name", "Name the program in 1 to 60 characters.");
    }
    if (form.scopes().isEmpty()) {
      return form.with("scopes", "Choose at least one.");
    }
    try {
      LocalDate last = LocalDate.parse(form.expires());
      if (last.isBefore(today()) || last.isAfter(today().plusDays(MOST_DAYS))) {
        return form.with("expires", "Choose a day from today to a year from now.");
      }
    } catch (DateTimeParseException noDay) {
      return form.with("expires", "Give a day like 2027-02-21.");
    }
    return form;
  }

  private static Set<Scope> scopes(@Nullable List<String> words) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (Scope scope : Scope.values()) {
      if (words != null && words.contains(scope.word())) {
        scopes.add(scope);
      }
    }
    return scopes;
  }

  private String show(CurrentUser user, Model model, Form form) {
    model.addAttribute("tokens", tokens.of(user));
    model.addAttribute("others", user.mayManagePeople() ? tokens.ofOthers(user) : Map.of());
    model.addAttribute("scopes", Scope.values());
    model.addAttribute("form", form);
    model.addAttribute("now", clock.instant());
    model.addAttribute("today", today().toString());
    model.addAttribute("lastDay", today().plusDays(MOST_DAYS).toString());
    return "web/tokens";
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
