package hub.api;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says of the answers' records what their types know: every component is there, and only those
 * marked {@link Nullable} may be null.
 */
final class RecordSchemas {
  private final OpenAPI api;
  private final Set<Class<?>> seen = new HashSet<>();

  RecordSchemas(OpenAPI api) {
    this.api = api;
  }

  /** Completes a record's schema, and those of the records within it. */
  void complete(Type type) {
    if (type instanceof ParameterizedType generic) {
      for (Type argument : generic.getActualTypeArguments()) {
        complete(argument);
      }
    } else if (type instanceof Class<?> record && record.isRecord() && seen.add(record)) {
      Schema<?> schema = api.getComponents().getSchemas().get(nameOf(record));
      for (RecordComponent component : record.getRecordComponents()) {
        if (schema != null) {
          complete(schema, component);
        }
        complete(component.getGenericType());
      }
    }
  }

  private static void complete(Schema<?> schema, RecordComponent component) {
    if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
      Schema<?> property =
          Objects.requireNonNull(
              schema.getProperties().get(component.getName()), component.getName());
      if (property.getTypes() == null) {
        property.addType(property.getType());
      }
      property.addType("null");
    } else {
      schema.addRequiredItem(component.getName());
    }
  }

  private static String nameOf(Class<?> record) {
    var named = record.getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
    return named == null || named.name().isEmpty() ? record.getSimpleName() : named.name();
  }
}
