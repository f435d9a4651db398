package hub;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/**
 * Lets a mistake show early: what drives a browser, kills processes or starts whole hubs comes
 * after everything else. Named in {@code junit-platform.properties}.
 */
public class SlowTestsLast implements ClassOrderer {
  private static final List<String> SLOW =
      List.of("hub.start.", "hub.analysis.WholeAnalysis", "browser.", "crash.");

  @Override
  public void orderClasses(ClassOrdererContext context) {
    context
        .getClassDescriptors()
        .sort(
            Comparator.comparingInt(SlowTestsLast::place)
                .thenComparing(each -> each.getTestClass().getName()));
  }

  /** 0 for what is quick, then as in the list of what is slow. */
  private static int place(ClassDescriptor test) {
    String name = test.getTestClass().getName();
    for (String slow : SLOW) {
      if (name.startsWith(slow)) {
        return 1 + SLOW.indexOf(slow);
      }
    }
    return 0;
  }
}
