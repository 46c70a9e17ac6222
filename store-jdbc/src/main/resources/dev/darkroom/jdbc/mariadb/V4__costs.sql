-- For which recipe each call was made, also once its job is forgotten, and of which day its price is.
-- The columns are added once, though this may be applied again where it broke off.
SET @darkroom_sql = (SELECT CASE WHEN count(*) = 0
    THEN 'ALTER TABLE ${prefix}usage ADD COLUMN recipe varchar(100) NOT NULL DEFAULT '''', ADD COLUMN price_date date'
    ELSE 'DO 0' END
    FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name = '${prefix}usage' AND column_name = 'recipe');
PREPARE darkroom_statement FROM @darkroom_sql;
EXECUTE darkroom_statement;
DEALLOCATE PREPARE darkroom_statement;
UPDATE ${prefix}usage SET recipe = (SELECT j.recipe FROM ${prefix}job j WHERE j.job_id = ${prefix}usage.job_id)
WHERE recipe = '' AND job_id IN (SELECT job_id FROM ${prefix}job);

-- What is used of each budget in its latest period. Calls of unknown cost are counted, since nothing can be added for them.
CREATE TABLE IF NOT EXISTS ${prefix}budget (
    budget_key    varchar(400) PRIMARY KEY,
    period_us     bigint NOT NULL,
    booked        decimal(65, 30) NOT NULL,
    held          decimal(65, 30) NOT NULL,
    unpriced      bigint NOT NULL,
    told          decimal(65, 30) NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = ${collation};

-- What is put aside in a budget's latest period for one call: at most its amount, or something unknown.
CREATE TABLE IF NOT EXISTS ${prefix}hold (
    operation     varchar(400) NOT NULL,
    place         integer NOT NULL,
    budget_key    varchar(400) NOT NULL,
    at_us         bigint NOT NULL,
    amount        decimal(65, 30),
    currency      varchar(3) NOT NULL,
    booked        boolean NOT NULL,
    PRIMARY KEY (operation, place),
    INDEX ${prefix}hold_by_budget (budget_key, at_us)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = ${collation};

-- Every call that may have cost something, with the day of its price, and with the image that it was made for as long as its job is kept.
DROP VIEW IF EXISTS ${prefix}v_usage;
CREATE VIEW ${prefix}v_usage AS
SELECT u.operation, TIMESTAMPADD(MICROSECOND, u.at_us, TIMESTAMP '1970-01-01 00:00:00') AS called_at,
    u.job_id, u.recipe, j.image_id, u.step, u.try_number, u.owner, u.provider, u.model, u.called, u.units, u.amount,
    u.currency, u.price_date, u.state
FROM ${prefix}usage u LEFT JOIN ${prefix}job j ON j.job_id = u.job_id;

-- What was spent on each day (of UTC), by owner, provider, model, recipe and currency: amount is certain, unsettled_amount may have been billed on top; calls without a known price are counted, not added as zero.
DROP VIEW IF EXISTS ${prefix}v_costs;
CREATE VIEW ${prefix}v_costs AS
SELECT u.day_utc, u.owner, u.provider, u.model, u.recipe, u.currency, count(*) AS calls,
    sum(CASE WHEN u.state = 'SETTLED' THEN u.amount END) AS amount,
    sum(CASE WHEN u.state = 'UNSETTLED' THEN u.amount END) AS unsettled_amount,
    sum(CASE WHEN u.amount IS NULL THEN 1 ELSE 0 END) AS unpriced_calls,
    sum(CASE WHEN u.state = 'UNSETTLED' THEN 1 ELSE 0 END) AS unsettled_calls
FROM (
    SELECT CAST(TIMESTAMPADD(MICROSECOND, at_us, TIMESTAMP '1970-01-01 00:00:00') AS DATE) AS day_utc,
        owner, provider, model, recipe, currency, amount, state
    FROM ${prefix}usage WHERE state IN ('SETTLED', 'UNSETTLED')) u
GROUP BY u.day_utc, u.owner, u.provider, u.model, u.recipe, u.currency;

-- What is used of each budget in its latest period: booked is spent, held is put aside for calls under way.
CREATE OR REPLACE VIEW ${prefix}v_budgets AS
SELECT budget_key AS budget, TIMESTAMPADD(MICROSECOND, nullif(period_us, 0), TIMESTAMP '1970-01-01 00:00:00') AS since, booked, held,
    unpriced AS unpriced_calls
FROM ${prefix}budget;

INSERT INTO ${prefix}schema (version, name) VALUES (4, 'costs');
