# Fits one diary (columns day, headache, on, drug, stress) with whatever of TMB, glmmTMB and rstan is installed.
#
#   Rscript bench/r/compare.R DIARY.csv [--no-stan]
#
# Prints one line of JSON for each: seconds by name, estimates with standard deviations where there are any, or why it was skipped.
# Debian: apt install r-cran-tmb r-cran-glmmtmb r-cran-rstan g++ make libboost-dev. Compilers' output goes to standard error.
arguments <- commandArgs(trailingOnly = TRUE)
here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)[1]))
diary <- read.csv(arguments[1])
kept <- !is.na(diary$headache)
rows <- diary[kept, ]
columns <- c("on", "drug", "stress")
design <- as.matrix(rows[, columns])
# as many as Clearday is given
RUNS <- 40
folder <- tempfile("compare-")
dir.create(folder)

object <- function(values) {
  entries <- vapply(names(values), function(name) sprintf('"%s":%.10g', name, values[[name]]), "")
  paste0("{", paste(entries, collapse = ","), "}")
}
report <- function(software, seconds, estimates, sds = c(), errors = c()) {
  package <- sub("[ ,].*", "", software)
  cat(sprintf(
    '{"software":"%s","version":"%s","seconds":%s,"estimates":%s,"sds":%s,"errors":%s}\n',
    software, packageVersion(package), object(seconds), object(estimates), object(sds), object(errors)
  ))
}
skip <- function(software, reason) cat(sprintf('{"software":"%s","skipped":"%s"}\n', software, reason))
installed <- function(package) requireNamespace(package, quietly = TRUE)
elapsed <- function(work) {
  started <- Sys.time()
  work()
  as.numeric(Sys.time() - started, units = "secs")
}
# processor time, which a busy machine does not lengthen by pauses
processor <- function(work) {
  before <- proc.time()
  work()
  sum((proc.time() - before)[c("user.self", "sys.self")])
}
fastest <- function(runs, work) min(replicate(runs, processor(work)))

compareTmb <- function() {
  # TMB wants a name without a hyphen
  source <- file.path(folder, "latent_ar1.cpp")
  file.copy(file.path(here, "latent-ar1.cpp"), source)
  built <- tryCatch(
    elapsed(function() capture.output(stopifnot(TMB::compile(source, flags = "-O3 -w") == 0), file = stderr())),
    error = function(problem) NULL
  )
  if (is.null(built)) return(skip("TMB", "cannot compile here (is there a C++ compiler?)"))
  dyn.load(TMB::dynlib(sub("\\.cpp$", "", source)))
  given <- list(day = rows$day - 1L, outcome = rows$headache, design = design)
  start <- list(intercept = 0, beta = rep(0, 3), logit_phi = 2, log_sigma = -0.5, path = rep(0, max(diary$day)))
  for (random in list("path", c("intercept", "beta", "path"))) {
    make <- function() TMB::MakeADFun(given, start, random = random, DLL = "latent_ar1", silent = TRUE)
    whole <- fastest(RUNS, function() {
      made <- make()
      nlminb(made$par, made$fn, made$gr)
    })
    optimised <- Inf
    for (run in 1:RUNS) {
      made <- make()
      optimised <- min(optimised, processor(function() nlminb(made$par, made$fn, made$gr)))
    }
    best <- made$env$last.par.best
    at <- function(name) unname(best[names(best) == name])
    report(
      if (length(random) == 1) "TMB point fit, path integrated out" else "TMB point fit, path and coefficients integrated out",
      c(optimise = optimised, make_and_optimise = whole, compile = if (length(random) == 1) built),
      c(intercept = at("intercept"), setNames(at("beta"), columns), phi = plogis(at("logit_phi")), sigma = exp(at("log_sigma")))
    )
  }
}

compareGlmmTmb <- function() {
  # ar1 wants every day of the diary as a level, in order
  rows$dayFactor <- factor(rows$day, levels = seq_len(max(diary$day)))
  rows$series <- factor(1)
  fit <- NULL
  spent <- fastest(10, function() {
    fit <<- glmmTMB::glmmTMB(headache ~ on + drug + stress + ar1(0 + dayFactor | series), data = rows, family = binomial)
  })
  path <- glmmTMB::VarCorr(fit)$cond$series
  report(
    "glmmTMB", c(fit = spent),
    c(
      setNames(glmmTMB::fixef(fit)$cond, c("intercept", columns)),
      phi = attr(path, "correlation")[1, 2], sigma = sqrt(path[1, 1])
    )
  )
}

compareStan <- function() {
  # Debian's BH package is empty: Boost lies with the system's headers. -O3 is what Stan's own tools use.
  if (!dir.exists(system.file("include", "boost", package = "BH"))) rstan::rstan_options(boost_lib = "/usr/include")
  flags <- file.path(folder, "Makevars")
  writeLines(c("CXX14FLAGS = -O3 -w", "CXX17FLAGS = -O3 -w"), flags)
  Sys.setenv(R_MAKEVARS_USER = flags)
  model <- NULL
  built <- tryCatch(
    elapsed(function() model <<- rstan::stan_model(file.path(here, "latent-ar1.stan"))),
    error = function(problem) NULL
  )
  if (is.null(model)) return(skip("rstan", "cannot compile its model here (a C++ compiler, Boost and Eigen are needed)"))
  given <- list(
    days = max(diary$day), observed = sum(kept), columns = 3, day = rows$day, outcome = rows$headache, design = design
  )
  wanted <- c("intercept", "beta", "phi", "sigma")
  fit <- NULL
  waited <- elapsed(function() {
    fit <<- suppressMessages(rstan::sampling(
      model, given, chains = 4, cores = 2, iter = 2000, refresh = 0, seed = 1, pars = "path", include = FALSE
    ))
  })
  # what the chains themselves counted, two at a time
  own <- sum(rstan::get_elapsed_time(fit)) / 2
  summary <- rstan::summary(fit, pars = wanted)$summary
  named <- function(column) setNames(summary[, column], c("intercept", columns, "phi", "sigma"))
  report(
    "rstan, 4 chains of 1000 + 1000 on two cores",
    c(sample = own, sample_as_waited = waited, compile = built),
    named("mean"), named("sd"), named("se_mean")
  )
}

if (installed("TMB")) compareTmb() else skip("TMB", "not installed")
if (installed("glmmTMB")) compareGlmmTmb() else skip("glmmTMB", "not installed")
if ("--no-stan" %in% arguments) skip("rstan", "left out of the short form") else
  if (installed("rstan")) compareStan() else skip("rstan", "not installed")
unlink(folder, recursive = TRUE)
