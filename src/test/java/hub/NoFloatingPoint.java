package hub;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** No float and no double, neither kept nor passed, taken or got from elsewhere. */
final class NoFloatingPoint extends ArchCondition<JavaClass> {
  private static final Set<String> FLOATING =
      Set.of("float", "double", "java.lang.Float", "java.lang.Double");

  NoFloatingPoint() {
    super("have no float and no double");
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    Stream<String> kept =
        type.getFields().stream()
            .filter(field -> isFloating(field.getRawType()))
            .map(field -> field.getFullName());
    Stream<String> passed =
        type.getCodeUnits().stream()
            .filter(unit -> anyFloating(unit.getRawParameterTypes(), unit.getRawReturnType()))
            .map(unit -> unit.getFullName());
    Stream<String> called =
        type.getCodeUnitCallsFromSelf().stream()
            .filter(
                call ->
                    anyFloating(
                        call.getTarget().getRawParameterTypes(),
                        call.getTarget().getRawReturnType()))
            .map(call -> call.getDescription());
    Stream.of(kept, passed, called)
        .flatMap(found -> found)
        .forEach(found -> events.add(SimpleConditionEvent.violated(type, found)));
  }

  private static boolean anyFloating(List<JavaClass> parameters, JavaClass result) {
    return isFloating(result) || parameters.stream().anyMatch(NoFloatingPoint::isFloating);
  }

  private static boolean isFloating(JavaClass type) {
    return FLOATING.contains(type.getBaseComponentType().getName());
  }
}
