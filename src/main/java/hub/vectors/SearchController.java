package hub.vectors;

import hub.web.CurrentUser;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The search page. Its whole state is its address, so that it can be shared. */
@Controller
class SearchController {
  private static final int SHOWN = 20;

  private final Search search;

  SearchController(Search search) {
    this.search = search;
  }

  @GetMapping("/search")
  String page(
      CurrentUser user,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(required = false) @Nullable Long like,
      @RequestParam(defaultValue = "") String kind,
      @RequestParam(defaultValue = "") String community,
      @RequestParam(defaultValue = "0") int days,
      @RequestParam(required = false) @Nullable Integer score,
      @RequestParam(required = false) @Nullable UUID analysis,
      @RequestParam(defaultValue = "20") int most,
      Model model) {
    Wanted wanted = new Wanted(q, like, kind(kind), community, days, score, analysis, most);
    model.addAttribute("wanted", wanted);
    model.addAttribute("kind", kind);
    model.addAttribute("found", wanted.isEmpty() ? null : search.find(user.workspaceId(), wanted));
    model.addAttribute("more", most < Wanted.MOST ? Math.min(Wanted.MOST, most + SHOWN) : null);
    return "vectors/search";
  }

  static @Nullable Kind kind(String word) {
    return Arrays.stream(Kind.values())
        .filter(each -> each.word().equals(word.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElse(null);
  }
}
