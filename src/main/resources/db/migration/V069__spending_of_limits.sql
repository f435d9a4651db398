-- A month's spending is counted where a limit needs it, and nowhere else: calls of one workspace would all wait for each
-- other's turn at its row. A new limit counts first what was held in the month so far, while nobody holds or settles.

delete from spending
 where not exists (select from spending_limit where spending_limit.account = spending.account);

grant update, delete on spending to ${runtime};

create index attempt_by_time on attempt using brin (held_at);
