-- For people: what an operator wants to know, with times of UTC. Programs use the store.
-- Views have no comments here, so what they are for stands above them.

-- How many jobs are in each status, recipe by recipe, how many of those that wait are due, and since when.
CREATE OR REPLACE VIEW ${prefix}v_queue AS
SELECT j.recipe, CASE WHEN q.worker = 0 THEN 'PENDING' ELSE 'PROCESSING' END AS status, count(*) AS jobs,
    sum(CASE WHEN q.worker = 0 AND q.due_us <= TIMESTAMPDIFF(MICROSECOND, '1970-01-01 00:00:00', UTC_TIMESTAMP(6)) THEN 1 ELSE 0 END) AS due_jobs,
    TIMESTAMPADD(MICROSECOND, min(q.due_us), TIMESTAMP '1970-01-01 00:00:00') AS first_due_at
FROM ${prefix}queue q JOIN ${prefix}job j ON j.job_id = q.job_id
GROUP BY j.recipe, CASE WHEN q.worker = 0 THEN 'PENDING' ELSE 'PROCESSING' END
UNION ALL
SELECT j.recipe, d.status, count(*), 0, NULL
FROM ${prefix}done d JOIN ${prefix}job j ON j.job_id = d.job_id
GROUP BY j.recipe, d.status;

-- Every job: what was handed in, where it is, and why.
CREATE OR REPLACE VIEW ${prefix}v_jobs AS
SELECT j.job_id, j.recipe,
    CASE WHEN d.job_id IS NOT NULL THEN d.status WHEN q.worker = 0 THEN 'PENDING' ELSE 'PROCESSING' END AS status,
    d.partial, j.source, j.location, j.image_id, j.owner, j.kind, j.context,
    CASE j.priority WHEN 0 THEN 'LOW' WHEN 1 THEN 'NORMAL' WHEN 2 THEN 'HIGH' ELSE 'URGENT' END AS priority,
    coalesce(d.token, q.token) AS leases, w.name AS worker, coalesce(d.reason, q.cancel_wish) AS reason,
    (SELECT count(*) FROM ${prefix}step s WHERE s.job_id = j.job_id AND s.status = 'DONE') AS steps_done,
    TIMESTAMPADD(MICROSECOND, j.submitted_us, TIMESTAMP '1970-01-01 00:00:00') AS submitted_at,
    TIMESTAMPADD(MICROSECOND, q.due_us, TIMESTAMP '1970-01-01 00:00:00') AS due_at,
    TIMESTAMPADD(MICROSECOND, coalesce(d.started_us, nullif(q.leased_us, 0)), TIMESTAMP '1970-01-01 00:00:00') AS started_at,
    TIMESTAMPADD(MICROSECOND, d.finished_us, TIMESTAMP '1970-01-01 00:00:00') AS finished_at
FROM ${prefix}job j
LEFT JOIN ${prefix}queue q ON q.job_id = j.job_id
LEFT JOIN ${prefix}done d ON d.job_id = j.job_id
LEFT JOIN ${prefix}worker w ON w.number = q.worker;

-- The checklist: one row for each job and step that was begun, with the tries that are used up.
CREATE OR REPLACE VIEW ${prefix}v_steps AS
SELECT s.job_id, j.recipe, j.image_id, j.owner,
    CASE WHEN d.job_id IS NOT NULL THEN d.status WHEN q.worker = 0 THEN 'PENDING' ELSE 'PROCESSING' END AS job_status,
    s.step, s.status, s.tries, s.reason, s.ticket, s.result_type, s.result, s.files,
    TIMESTAMPADD(MICROSECOND, s.due_us, TIMESTAMP '1970-01-01 00:00:00') AS due_at,
    TIMESTAMPADD(MICROSECOND, s.written_us, TIMESTAMP '1970-01-01 00:00:00') AS written_at
FROM ${prefix}step s
JOIN ${prefix}job j ON j.job_id = s.job_id
LEFT JOIN ${prefix}queue q ON q.job_id = s.job_id
LEFT JOIN ${prefix}done d ON d.job_id = s.job_id;

-- The steps that rest before another try, why, and until when.
CREATE OR REPLACE VIEW ${prefix}v_retries AS
SELECT s.job_id, j.recipe, j.image_id, j.owner, s.step, s.status, s.tries, s.reason, s.ticket,
    TIMESTAMPADD(MICROSECOND, coalesce(s.due_us, q.due_us), TIMESTAMP '1970-01-01 00:00:00') AS due_at,
    TIMESTAMPADD(MICROSECOND, s.written_us, TIMESTAMP '1970-01-01 00:00:00') AS written_at
FROM ${prefix}queue q
JOIN ${prefix}step s ON s.job_id = q.job_id
JOIN ${prefix}job j ON j.job_id = q.job_id
WHERE s.status IN ('PENDING', 'WAITING') AND s.reason IS NOT NULL;

-- What happened to a job, when: handed in, steps, paid calls, the end.
CREATE OR REPLACE VIEW ${prefix}v_history AS
SELECT j.job_id, TIMESTAMPADD(MICROSECOND, j.submitted_us, TIMESTAMP '1970-01-01 00:00:00') AS happened_at,
    'SUBMITTED' AS event, NULL AS step, NULL AS detail
FROM ${prefix}job j
UNION ALL
SELECT s.job_id, TIMESTAMPADD(MICROSECOND, s.written_us, TIMESTAMP '1970-01-01 00:00:00'),
    concat('STEP ', s.status), s.step, s.reason
FROM ${prefix}step s
UNION ALL
SELECT u.job_id, TIMESTAMPADD(MICROSECOND, u.at_us, TIMESTAMP '1970-01-01 00:00:00'),
    concat('CALL ', u.state), u.step, concat(u.provider, ' ', u.model, ' ', u.called)
FROM ${prefix}usage u
UNION ALL
SELECT d.job_id, TIMESTAMPADD(MICROSECOND, d.finished_us, TIMESTAMP '1970-01-01 00:00:00'),
    d.status, NULL, d.reason
FROM ${prefix}done d;

-- Every call that may have cost something, with the image that it was made for as long as its job is kept.
CREATE OR REPLACE VIEW ${prefix}v_usage AS
SELECT u.operation, TIMESTAMPADD(MICROSECOND, u.at_us, TIMESTAMP '1970-01-01 00:00:00') AS called_at,
    u.job_id, j.recipe, j.image_id, u.step, u.try_number, u.owner, u.provider, u.model, u.called, u.units, u.amount,
    u.currency, u.state
FROM ${prefix}usage u LEFT JOIN ${prefix}job j ON j.job_id = u.job_id;

-- What was spent on each day (of UTC), by owner, provider, model and currency; calls without a known price are counted, not added as zero.
CREATE OR REPLACE VIEW ${prefix}v_costs AS
SELECT u.day_utc, u.owner, u.provider, u.model, u.currency, count(*) AS calls, sum(u.amount) AS amount,
    sum(CASE WHEN u.amount IS NULL THEN 1 ELSE 0 END) AS unpriced_calls,
    sum(CASE WHEN u.state = 'UNSETTLED' THEN 1 ELSE 0 END) AS unsettled_calls
FROM (
    SELECT CAST(TIMESTAMPADD(MICROSECOND, at_us, TIMESTAMP '1970-01-01 00:00:00') AS DATE) AS day_utc,
        owner, provider, model, currency, amount, state
    FROM ${prefix}usage WHERE state <> 'INTENT') u
GROUP BY u.day_utc, u.owner, u.provider, u.model, u.currency;

-- Jobs that have been pending for over an hour, and those whose worker has been gone for so long.
CREATE OR REPLACE VIEW ${prefix}v_stuck AS
SELECT p.job_id, p.recipe, p.image_id, p.owner, p.status, p.leases,
    (SELECT max(s.reason) FROM ${prefix}step s WHERE s.job_id = p.job_id AND s.status IN ('PENDING', 'WAITING')) AS reason,
    TIMESTAMPADD(MICROSECOND, p.due_us, TIMESTAMP '1970-01-01 00:00:00') AS due_at,
    TIMESTAMPADD(MICROSECOND, p.since_us, TIMESTAMP '1970-01-01 00:00:00') AS stuck_since
FROM (
    SELECT q.job_id, j.recipe, j.image_id, j.owner, q.token AS leases, q.due_us,
        CASE WHEN q.worker = 0 THEN 'PENDING' ELSE 'PROCESSING' END AS status,
        CASE WHEN q.worker <> 0 THEN coalesce(w.alive_until_us, q.leased_us)
            WHEN q.leased_us = 0 THEN q.due_us
            ELSE j.submitted_us + j.delay_us END AS since_us
    FROM ${prefix}queue q
    JOIN ${prefix}job j ON j.job_id = q.job_id
    LEFT JOIN ${prefix}worker w ON w.number = q.worker) p
WHERE p.since_us < TIMESTAMPDIFF(MICROSECOND, '1970-01-01 00:00:00', UTC_TIMESTAMP(6)) - 3600000000;

-- What failed in the last 24 hours: a row for each failed step of a failed job, or one where no step is to blame.
CREATE OR REPLACE VIEW ${prefix}v_failures AS
SELECT d.job_id, j.recipe, j.source, j.location, j.image_id, j.owner, d.reason, s.step, s.tries, s.reason AS step_reason,
    TIMESTAMPADD(MICROSECOND, d.finished_us, TIMESTAMP '1970-01-01 00:00:00') AS failed_at
FROM ${prefix}done d
JOIN ${prefix}job j ON j.job_id = d.job_id
LEFT JOIN ${prefix}step s ON s.job_id = d.job_id AND s.status = 'FAILED'
WHERE d.status = 'FAILED' AND d.finished_us > TIMESTAMPDIFF(MICROSECOND, '1970-01-01 00:00:00', UTC_TIMESTAMP(6)) - 86400000000;

-- How long complete jobs took, recipe by recipe, in seconds: from the last lease to the end, and how long they waited before that.
CREATE OR REPLACE VIEW ${prefix}v_times AS
SELECT j.recipe, count(*) AS jobs,
    round(avg(d.finished_us - d.started_us) / 1000000, 3) AS average_seconds,
    round(max(d.finished_us - d.started_us) / 1000000.0, 3) AS slowest_seconds,
    round(avg(d.started_us - j.submitted_us - j.delay_us) / 1000000, 3) AS average_wait_seconds
FROM ${prefix}done d JOIN ${prefix}job j ON j.job_id = d.job_id
WHERE d.status = 'COMPLETE'
GROUP BY j.recipe;

INSERT INTO ${prefix}schema (version, name) VALUES (2, 'views');
