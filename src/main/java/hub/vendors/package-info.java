/** What is stored about the vendors: addresses, models and sealed keys; and who was live once. */
@NullMarked
package hub.vendors;

import org.jspecify.annotations.NullMarked;
