// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IJobRegistry} from "../../../main/solidity/IJobRegistry.sol";
import {IWorkerRegistry} from "../../../main/solidity/IWorkerRegistry.sol";
import {JobRegistry} from "../../../main/solidity/JobRegistry.sol";
import {Deploy} from "../Deploy.sol";
import {Fixture} from "../Fixture.sol";

contract JobsAdminTest is Fixture {
    function test_ShouldStartAsConfigured() public view {
        vm.assertEq(address(jobs.workers()), address(workers), "workers");
        vm.assertEq(jobs.trainingCount(), 0, "trainingCount");
        vm.assertTrue(jobs.hasRole(jobs.DEFAULT_ADMIN_ROLE(), admin), "admin");
        vm.assertTrue(jobs.hasRole(jobs.PUBLISHER_ROLE(), publisher), "publisher");
        vm.assertTrue(jobs.hasRole(jobs.PAUSER_ROLE(), pauser), "pauser");
        vm.assertTrue(!jobs.hasRole(jobs.PUBLISHER_ROLE(), admin), "admin is no publisher");
        vm.assertTrue(!jobs.hasRole(jobs.PAUSER_ROLE(), publisher), "publisher is no pauser");
    }

    function test_ShouldRefuseNoAdmin() public {
        expectError(IJobRegistry.ZeroAddress.selector);
        Deploy.jobs(address(0), publisher, pauser, workers);
    }

    function test_ShouldRefuseNoPublisher() public {
        expectError(IJobRegistry.ZeroAddress.selector);
        Deploy.jobs(admin, address(0), pauser, workers);
    }

    function test_ShouldRefuseNoPauser() public {
        expectError(IJobRegistry.ZeroAddress.selector);
        Deploy.jobs(admin, publisher, address(0), workers);
    }

    function test_ShouldRefuseNoWorkerRegistry() public {
        expectError(IJobRegistry.ZeroAddress.selector);
        Deploy.jobs(admin, publisher, pauser, IWorkerRegistry(address(0)));
    }

    function test_ShouldLetOnlyAPauserPause(address caller) public {
        vm.assume(caller != pauser);
        bytes32 role = jobs.PAUSER_ROLE();
        expectMissingRole(caller, role);
        vm.prank(caller);
        jobs.pause();
    }

    function test_ShouldLetOnlyAPauserUnpause(address caller) public {
        vm.assume(caller != pauser);
        vm.prank(pauser);
        jobs.pause();

        bytes32 role = jobs.PAUSER_ROLE();
        expectMissingRole(caller, role);
        vm.prank(caller);
        jobs.unpause();
    }

    function test_ShouldTakeTrainingsAgainAfterAPause() public {
        vm.prank(pauser);
        jobs.pause();
        vm.prank(pauser);
        jobs.unpause();

        vm.assertEq(createTraining(0), 1, "id");
    }

    function test_ShouldFinishARoundUnderWayInAPause() public {
        join(alice, MIN_STAKE);
        uint256 id = createTraining(1 ether);
        uint32 round = toCommitting(id);
        vm.prank(pauser);
        jobs.pause();

        commit(id, round, alice, digestsOf(1));
        openReveal(id, round);
        vm.prank(alice);
        jobs.reveal(id, round, SALT, digestsOf(1));
        settle(id, round, SOME_DIGEST, 1 ether);

        vm.assertEq(phaseOf(id), uint256(IJobRegistry.Phase.Idle), "phase");
    }

    function test_ShouldRefuseEtherSentByAnyone(address sender) public {
        vm.assume(sender != address(workers));
        vm.deal(sender, 1);
        vm.prank(sender);
        (bool sent, bytes memory reason) = address(jobs).call{value: 1}("");

        vm.assertTrue(!sent, "sent");
        vm.assertEq(
            keccak256(reason),
            keccak256(abi.encodeWithSelector(IJobRegistry.UnexpectedEther.selector, sender)),
            "reason"
        );
    }
}
