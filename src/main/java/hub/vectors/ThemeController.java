package hub.vectors;

import hub.web.CurrentUser;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page of themes: a picture of size and movement, and its table. */
@Controller
class ThemeController {
  private final Themes themes;

  ThemeController(Themes themes) {
    this.themes = themes;
  }

  @GetMapping("/themes")
  String page(CurrentUser user, Model model) {
    ThemeView view = themes.view(user.workspaceId());
    model.addAttribute("place", "analyses");
    model.addAttribute("view", view);
    model.addAttribute("dots", Dot.of(view.themes()));
    return "vectors/themes";
  }

  /**
   * A theme in the picture, 1,000 wide and 240 high: the further right the more it grows, the
   * higher the more people speak of it, the larger the more was said.
   */
  public record Dot(int x, int y, int radius, String title) {
    private static final int LARGEST = 34;
    private static final int SMALLEST = 6;

    static List<Dot> of(List<ThemeView.Theme> themes) {
      int mentions = themes.stream().mapToInt(ThemeView.Theme::mentions).max().orElse(1);
      int authors = themes.stream().mapToInt(ThemeView.Theme::authors).max().orElse(1);
      List<Dot> dots = new ArrayList<>();
      for (ThemeView.Theme theme : themes) {
        int growth = theme.growth() == null ? 100 : Math.clamp(theme.growth(), -100, 100);
        double size = Math.sqrt((double) theme.mentions() / Math.max(1, mentions));
        dots.add(
            new Dot(
                500 + growth * 44 / 10,
                200 - 160 * theme.authors() / Math.max(1, authors),
                (int) (SMALLEST + (LARGEST - SMALLEST) * size),
                theme.title()));
      }
      return dots;
    }
  }
}
