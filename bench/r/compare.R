# Fits the same diary with whatever of rstan and glmmTMB is installed and prints one line of seconds each.
arguments <- commandArgs(trailingOnly = TRUE)
diary <- read.csv(arguments[1])
kept <- !is.na(diary$headache)
design <- as.matrix(diary[kept, c("on", "drug", "stress")])
if (requireNamespace("glmmTMB", quietly = TRUE)) {
  rows <- diary[kept, ]
  rows$time <- glmmTMB::numFactor(rows$day)
  rows$series <- factor(rep(1, nrow(rows)))
  # glmmTMB's ar1 wants every level: the days of the diary in order
  rows$dayFactor <- factor(rows$day, levels = seq_len(max(diary$day)))
  spent <- system.time(
    glmmTMB::glmmTMB(headache ~ on + drug + stress + ar1(0 + dayFactor | series), data = rows, family = binomial)
  )[["elapsed"]]
  cat("glmmTMB (TMB point fit)", spent, "\n")
} else cat("glmmTMB not installed\n")
if (requireNamespace("rstan", quietly = TRUE) && !("--no-stan" %in% arguments)) {
  # rstan compiles its model here, which needs a C++ compiler, Boost and Eigen where it looks for them
  model <- tryCatch(rstan::stan_model(arguments[2]), error = function(problem) NULL)
  if (is.null(model)) cat("rstan is installed but cannot compile a model here\n") else {
    given <- list(
      days = max(diary$day), observed = sum(kept), columns = 3,
      day = diary$day[kept], outcome = diary$headache[kept], design = design
    )
    spent <- system.time(
      rstan::sampling(model, given, chains = 4, cores = 2, iter = 2000, refresh = 0, seed = 1, pars = "path", include = FALSE)
    )[["elapsed"]]
    cat("rstan (4 chains of 2000, 2 cores, without compiling)", spent, "\n")
  }
} else cat("rstan not installed\n")
