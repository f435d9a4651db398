package hub.integration.check;

import hub.integration.check.Tree.Word;

/**
 * One option of an endpoint.
 *
 * @param name where its name stands
 */
record Option(Place name, Word value) {}
