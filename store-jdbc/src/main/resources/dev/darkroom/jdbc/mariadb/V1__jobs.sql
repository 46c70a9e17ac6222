-- What was handed in. A row is written once and never changed.
CREATE TABLE ${prefix}job (
    job_id        bigint AUTO_INCREMENT PRIMARY KEY,
    recipe        varchar(100) NOT NULL,
    source        varchar(100) NOT NULL,
    location      longtext NOT NULL,
    image_id      varchar(255),
    owner         varchar(255),
    kind          varchar(100),
    given_key     varchar(400),
    unique_key    varchar(400),
    context       longtext NOT NULL,
    priority      smallint NOT NULL DEFAULT 1,
    delay_us      bigint   NOT NULL DEFAULT 0,
    submitted_us  bigint   NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = ${collation};
CREATE UNIQUE INDEX ${prefix}job_by_key ON ${prefix}job (unique_key);
CREATE INDEX ${prefix}job_by_owner ON ${prefix}job (owner, job_id);
CREATE INDEX ${prefix}job_by_image ON ${prefix}job (image_id);

-- Jobs that have not ended: the one table whose rows change often, so they are narrow and few.
-- worker 0 is nobody; turn 0 goes first.
CREATE TABLE ${prefix}queue (
    job_id        bigint   PRIMARY KEY,
    worker        bigint   NOT NULL DEFAULT 0,
    recipe        varchar(100) NOT NULL,
    turn          smallint NOT NULL,
    due_us        bigint   NOT NULL,
    token         bigint   NOT NULL DEFAULT 0,
    leased_us     bigint   NOT NULL DEFAULT 0,
    deaths        integer  NOT NULL DEFAULT 0,
    begun         boolean  NOT NULL DEFAULT false,
    woken         boolean  NOT NULL DEFAULT false,
    rescued       boolean  NOT NULL DEFAULT false,
    cancel_wish   longtext
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = ${collation};
CREATE INDEX ${prefix}queue_by_worker ON ${prefix}queue (worker, recipe, turn, due_us, job_id);

-- Jobs that have ended. A row is written once; a job that is begun again leaves this table.
CREATE TABLE ${prefix}done (
    job_id        bigint   PRIMARY KEY,
    status        varchar(20) NOT NULL,
    partial       boolean  NOT NULL,
    reason        longtext,
    token         bigint   NOT NULL,
    started_us    bigint   NOT NULL,
    finished_us   bigint   NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = ${collation};
CREATE INDEX ${prefix}done_by_time ON ${prefix}done (finished_us);
CREATE INDEX ${prefix}done_by_status ON ${prefix}done (status, job_id);

-- How far the steps of a job have come; a step that succeeds at once is written once.
CREATE TABLE ${prefix}step (
    job_id        bigint   NOT NULL,
    step          varchar(100) NOT NULL,
    status        varchar(20) NOT NULL,
    tries         integer  NOT NULL,
    due_us        bigint,
    ticket        longtext,
    reason        longtext,
    result_type   varchar(500),
    result        longtext,
    files         longtext,
    written_us    bigint   NOT NULL,
    PRIMARY KEY (job_id, step)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = ${collation};
CREATE INDEX ${prefix}step_by_ticket ON ${prefix}step (ticket(191));

-- One heartbeat for all leases of a worker.
CREATE TABLE ${prefix}worker (
    number          bigint AUTO_INCREMENT PRIMARY KEY,
    name            varchar(255) NOT NULL UNIQUE,
    since_us        bigint NOT NULL,
    renewed_us      bigint NOT NULL,
    alive_until_us  bigint NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = ${collation};

-- Every call that may have cost something; a row changes only until it is settled.
CREATE TABLE ${prefix}usage (
    operation     varchar(400) PRIMARY KEY,
    at_us         bigint   NOT NULL,
    job_id        bigint   NOT NULL,
    step          varchar(100) NOT NULL,
    try_number    integer  NOT NULL,
    owner         varchar(255),
    provider      varchar(100) NOT NULL,
    model         varchar(255) NOT NULL,
    called        varchar(100) NOT NULL,
    units         longtext NOT NULL,
    amount        decimal(65, 30),
    currency      varchar(3),
    state         varchar(20) NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = ${collation};
CREATE INDEX ${prefix}usage_by_job ON ${prefix}usage (job_id);
CREATE INDEX ${prefix}usage_by_time ON ${prefix}usage (at_us);

-- Permits that were used up, one row for each key.
CREATE TABLE ${prefix}permit (
    limit_key     varchar(400) PRIMARY KEY,
    number        bigint   NOT NULL,
    used          integer  NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = ${collation};

-- Which of these files were applied.
CREATE TABLE ${prefix}schema (
    version       integer  PRIMARY KEY,
    name          varchar(255) NOT NULL,
    applied_at    timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = ${collation};
INSERT INTO ${prefix}schema (version, name) VALUES (1, 'jobs');
