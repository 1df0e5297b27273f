// The reference model for TMB: logistic outcome on a stationary latent AR(1) path, with the reference priors. `path` is integrated out by Laplace.
#include <TMB.hpp>

template <class Type>
Type objective_function<Type>::operator()() {
  DATA_IVECTOR(day);
  DATA_VECTOR(outcome);
  DATA_MATRIX(design);
  PARAMETER(intercept);
  PARAMETER_VECTOR(beta);
  PARAMETER(logit_phi);
  PARAMETER(log_sigma);
  PARAMETER_VECTOR(path);
  Type phi = invlogit(logit_phi);
  Type sigma = exp(log_sigma);
  Type innovation = sigma * sqrt(Type(1) - phi * phi);
  Type loss = -dnorm(path(0), Type(0), sigma, true);
  for (int t = 1; t < path.size(); t++) loss -= dnorm(path(t), phi * path(t - 1), innovation, true);
  vector<Type> predictor = design * beta;
  for (int k = 0; k < day.size(); k++)
    loss -= dbinom_robust(outcome(k), Type(1), intercept + predictor(k) + path(day(k)), true);
  loss -= dnorm(intercept, Type(0), Type(2), true);
  for (int j = 0; j < beta.size(); j++) loss -= dnorm(beta(j), Type(0), Type(1), true);
  loss -= dnorm(logit_phi, Type(2), Type(1), true);
  loss -= dnorm(log_sigma, Type(-0.5), Type(0.7), true);
  return loss;
}
