-- One process of all puts an ended analysis's events on their way: it locks the row, which asks for the right to update.
grant update on ended_analysis to ${runtime};
