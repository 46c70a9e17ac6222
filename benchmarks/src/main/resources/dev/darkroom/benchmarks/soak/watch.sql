-- What the soak writes down about every lease, and what it finds wrong, from inside the database: no part of the product.
-- Who writes is told by the name of the connection's application, which each process of the soak has its own of.
CREATE TABLE soak_lease (
    job_id    bigint NOT NULL,
    token     bigint NOT NULL,
    worker    bigint NOT NULL,
    holder    text   NOT NULL,
    from_us   bigint NOT NULL,
    to_us     bigint,
    ended_in  bigint,
    PRIMARY KEY (job_id, token)
);
CREATE INDEX soak_lease_by_holder ON soak_lease (holder);

-- Times in which a worker had run out by the database's clock, though it came back.
CREATE TABLE soak_gap (worker bigint NOT NULL, from_us bigint NOT NULL, to_us bigint NOT NULL);

CREATE TABLE soak_violation (invariant text NOT NULL, job_id bigint, note text NOT NULL);

CREATE FUNCTION soak_me() RETURNS text LANGUAGE sql AS $$ SELECT current_setting('application_name') $$;
CREATE FUNCTION soak_now() RETURNS bigint LANGUAGE sql AS
    $$ SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint $$;
CREATE FUNCTION soak_note(invariant text, job bigint, note text) RETURNS void LANGUAGE sql AS
    $$ INSERT INTO soak_violation VALUES (invariant, job, note || ', seen by ' || soak_me()) $$;

-- A lease that somebody else ends must have been one of a worker that had run out.
CREATE FUNCTION soak_lease_ends(job bigint, old_token bigint, old_worker bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    lease soak_lease;
BEGIN
    UPDATE soak_lease SET to_us = soak_now(), ended_in = txid_current()
        WHERE job_id = job AND token = old_token AND to_us IS NULL RETURNING * INTO lease;
    IF lease.job_id IS NULL THEN
        PERFORM soak_note('double_leases', job, 'token ' || old_token || ' ended, and was not open');
    ELSIF lease.holder <> soak_me()
            AND EXISTS (SELECT FROM darkroom_worker WHERE number = old_worker AND alive_until_us > soak_now())
            AND NOT EXISTS (SELECT FROM soak_gap WHERE worker = old_worker AND to_us >= lease.from_us) THEN
        PERFORM soak_note('double_leases', job, 'token ' || old_token || ' was taken from a living worker');
    END IF;
END $$;

CREATE FUNCTION soak_lease_begins(job bigint, new_token bigint, new_worker bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    last soak_lease;
BEGIN
    SELECT * INTO last FROM soak_lease WHERE job_id = job ORDER BY token DESC LIMIT 1;
    IF last.token >= new_token THEN
        PERFORM soak_note('stale_writes', job, 'token ' || new_token || ' was given after ' || last.token);
        RETURN;
    END IF;
    IF last.job_id IS NOT NULL AND last.to_us IS NULL THEN
        PERFORM soak_note('double_leases', job, 'token ' || new_token || ' was given while ' || last.token || ' was held');
    END IF;
    INSERT INTO soak_lease (job_id, token, worker, holder, from_us)
        VALUES (job, new_token, new_worker, soak_me(), soak_now());
END $$;

CREATE FUNCTION soak_on_queue() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    had boolean := TG_OP <> 'INSERT' AND OLD.worker <> 0;
    has boolean := TG_OP <> 'DELETE' AND NEW.worker <> 0;
    changed boolean := NOT (had AND has) OR OLD.worker <> NEW.worker OR OLD.token <> NEW.token;
BEGIN
    IF had AND changed THEN
        PERFORM soak_lease_ends(OLD.job_id, OLD.token, OLD.worker);
    END IF;
    IF has AND changed THEN
        PERFORM soak_lease_begins(NEW.job_id, NEW.token, NEW.worker);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER soak_queue AFTER INSERT OR UPDATE OR DELETE ON darkroom_queue
    FOR EACH ROW EXECUTE FUNCTION soak_on_queue();

CREATE FUNCTION soak_on_worker() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.alive_until_us <= NEW.renewed_us THEN
        INSERT INTO soak_gap VALUES (NEW.number, OLD.alive_until_us, NEW.renewed_us);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER soak_worker AFTER UPDATE ON darkroom_worker FOR EACH ROW EXECUTE FUNCTION soak_on_worker();

-- Only the holder of a job's newest lease may write, while it has it or in the transaction that ends it.
CREATE FUNCTION soak_check_writer(job bigint, what text, token_used bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    last soak_lease;
BEGIN
    SELECT * INTO last FROM soak_lease WHERE job_id = job ORDER BY token DESC LIMIT 1;
    IF last.job_id IS NULL OR last.holder <> soak_me() OR last.token <> token_used
            OR (last.to_us IS NOT NULL AND last.ended_in <> txid_current()) THEN
        PERFORM soak_note('stale_writes', job, what || ' was written without the newest lease');
    END IF;
END $$;

CREATE FUNCTION soak_on_done() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM soak_check_writer(NEW.job_id, 'the end', NEW.token);
    RETURN NULL;
END $$;
CREATE TRIGGER soak_done AFTER INSERT OR UPDATE ON darkroom_done FOR EACH ROW EXECUTE FUNCTION soak_on_done();

-- A row of a step has no token, so the newest one is taken for it. The host may only change when a step is due.
CREATE FUNCTION soak_on_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (OLD.status, OLD.tries, OLD.ticket, OLD.reason, OLD.result, OLD.files)
            IS NOT DISTINCT FROM (NEW.status, NEW.tries, NEW.ticket, NEW.reason, NEW.result, NEW.files) THEN
        RETURN NULL;
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.status = 'DONE' THEN
        PERFORM soak_note('stale_writes', NEW.job_id, 'step ' || NEW.step || ' was DONE and is written again');
    END IF;
    PERFORM soak_check_writer(NEW.job_id, 'step ' || NEW.step,
        (SELECT max(token) FROM soak_lease WHERE job_id = NEW.job_id));
    RETURN NULL;
END $$;
CREATE TRIGGER soak_step AFTER INSERT OR UPDATE ON darkroom_step FOR EACH ROW EXECUTE FUNCTION soak_on_step();

CREATE FUNCTION soak_on_usage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM soak_note('ledger_gap', OLD.job_id, 'the settled row of ' || OLD.operation || ' was changed or deleted');
    RETURN NULL;
END $$;
CREATE TRIGGER soak_usage_update AFTER UPDATE ON darkroom_usage FOR EACH ROW
    WHEN (OLD.state = 'SETTLED' AND OLD IS DISTINCT FROM NEW) EXECUTE FUNCTION soak_on_usage();
CREATE TRIGGER soak_usage_delete AFTER DELETE ON darkroom_usage FOR EACH ROW EXECUTE FUNCTION soak_on_usage();
