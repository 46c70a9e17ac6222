-- For which recipe each call was made, also once its job is forgotten, and of which day its price is.
ALTER TABLE ${prefix}usage ADD COLUMN IF NOT EXISTS recipe text NOT NULL DEFAULT '';
ALTER TABLE ${prefix}usage ADD COLUMN IF NOT EXISTS price_date date;
UPDATE ${prefix}usage SET recipe = (SELECT j.recipe FROM ${prefix}job j WHERE j.job_id = ${prefix}usage.job_id)
WHERE recipe = '' AND job_id IN (SELECT job_id FROM ${prefix}job);

-- What is used of each budget in its latest period. Calls of unknown cost are counted, since nothing can be added for them.
CREATE TABLE IF NOT EXISTS ${prefix}budget (
    budget_key    text PRIMARY KEY,
    period_us     bigint NOT NULL,
    booked        numeric NOT NULL,
    held          numeric NOT NULL,
    unpriced      bigint NOT NULL,
    told          numeric NOT NULL
);

-- What is put aside in a budget's latest period for one call: at most its amount, or something unknown.
CREATE TABLE IF NOT EXISTS ${prefix}hold (
    operation     text NOT NULL,
    place         integer NOT NULL,
    budget_key    text NOT NULL,
    at_us         bigint NOT NULL,
    amount        numeric,
    currency      text NOT NULL,
    booked        boolean NOT NULL,
    PRIMARY KEY (operation, place)
);
CREATE INDEX IF NOT EXISTS ${prefix}hold_by_budget ON ${prefix}hold (budget_key, at_us);

-- Every call that may have cost something, with the day of its price, and with the image that it was made for as long as its job is kept.
DROP VIEW IF EXISTS ${prefix}v_usage;
CREATE VIEW ${prefix}v_usage AS
SELECT u.operation, timestamptz 'epoch' + u.at_us * interval '1 microsecond' AS called_at,
    u.job_id, u.recipe, j.image_id, u.step, u.try_number, u.owner, u.provider, u.model, u.called, u.units, u.amount,
    u.currency, u.price_date, u.state
FROM ${prefix}usage u LEFT JOIN ${prefix}job j ON j.job_id = u.job_id;
COMMENT ON VIEW ${prefix}v_usage IS
    'Every call that may have cost something, with the day of its price, and with the image that it was made for as long as its job is kept.';

-- What was spent on each day (of UTC), by owner, provider, model, recipe and currency: amount is certain, unsettled_amount may have been billed on top; calls without a known price are counted, not added as zero.
DROP VIEW IF EXISTS ${prefix}v_costs;
CREATE VIEW ${prefix}v_costs AS
SELECT u.day_utc, u.owner, u.provider, u.model, u.recipe, u.currency, count(*) AS calls,
    sum(CASE WHEN u.state = 'SETTLED' THEN u.amount END) AS amount,
    sum(CASE WHEN u.state = 'UNSETTLED' THEN u.amount END) AS unsettled_amount,
    sum(CASE WHEN u.amount IS NULL THEN 1 ELSE 0 END) AS unpriced_calls,
    sum(CASE WHEN u.state = 'UNSETTLED' THEN 1 ELSE 0 END) AS unsettled_calls
FROM (
    SELECT (timestamp 'epoch' + at_us * interval '1 microsecond')::date AS day_utc,
        owner, provider, model, recipe, currency, amount, state
    FROM ${prefix}usage WHERE state IN ('SETTLED', 'UNSETTLED')) u
GROUP BY u.day_utc, u.owner, u.provider, u.model, u.recipe, u.currency;
COMMENT ON VIEW ${prefix}v_costs IS
    'What was spent on each day (of UTC), by owner, provider, model, recipe and currency: amount is certain, unsettled_amount may have been billed on top; calls without a known price are counted, not added as zero.';

-- What is used of each budget in its latest period: booked is spent, held is put aside for calls under way.
CREATE OR REPLACE VIEW ${prefix}v_budgets AS
SELECT budget_key AS budget, timestamptz 'epoch' + nullif(period_us, 0) * interval '1 microsecond' AS since, booked, held,
    unpriced AS unpriced_calls
FROM ${prefix}budget;
COMMENT ON VIEW ${prefix}v_budgets IS
    'What is used of each budget in its latest period: booked is spent, held is put aside for calls under way.';

INSERT INTO ${prefix}schema (version, name) VALUES (4, 'costs');
