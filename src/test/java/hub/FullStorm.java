package hub;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * How much the tests ask. Every build asks what fits into it; {@code -Dstorm=full} asks all, and
 * {@code ops/check --full} sets it for each class that names this one.
 */
public final class FullStorm {
  private static final String PROPERTY = "storm";
  private static final String ALL = "full";

  private FullStorm() {}

  /** Whether all is asked. */
  public static boolean isAsked() {
    return ALL.equals(System.getProperty(PROPERTY));
  }

  /** What takes too long for every build. */
  @Target({ElementType.TYPE, ElementType.METHOD})
  @Retention(RetentionPolicy.RUNTIME)
  @EnabledIfSystemProperty(
      named = PROPERTY,
      matches = ALL,
      disabledReason = "Takes too long for every build; ops/check --full runs it.")
  public @interface Only {}
}
