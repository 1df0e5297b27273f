// The reference model: logistic outcome on a stationary latent AR(1) path, non-centred.
data {
  int<lower=1> days;
  int<lower=1> observed;
  int<lower=1> columns;
  int day[observed];
  int<lower=0, upper=1> outcome[observed];
  matrix[observed, columns] design;
}
parameters {
  real intercept;
  vector[columns] beta;
  real logit_phi;
  real log_sigma;
  vector[days] shock;
}
transformed parameters {
  real phi = inv_logit(logit_phi);
  real sigma = exp(log_sigma);
  vector[days] path;
  path[1] = sigma * shock[1];
  for (t in 2:days) path[t] = phi * path[t - 1] + sigma * sqrt(1 - phi * phi) * shock[t];
}
model {
  intercept ~ normal(0, 2);
  beta ~ normal(0, 1);
  logit_phi ~ normal(2, 1);
  log_sigma ~ normal(-0.5, 0.7);
  shock ~ std_normal();
  outcome ~ bernoulli_logit(intercept + design * beta + path[day]);
}
