/**
 * What each workspace owes and why, in one chain of hashes: entries, the chain, checkpoints and the
 * check of all three.
 */
@NullMarked
package hub.ledger;

import org.jspecify.annotations.NullMarked;
